import { useState } from 'preact/hooks';
import type { NewAnnouncement } from '../../../api/types';
import { t } from '../../../i18n/i18n';
import type { Language } from '../../../i18n/languages';
import { inWindow, useDraft } from '../../../state/kept';

/**
 * A message while it is written and looked at. What was typed survives a reload under `name`; `make` gives what to send, or
 * undefined while something is missing.
 */
export function useWriting<Form extends object>(
  name: string,
  start: Form,
  make: (form: Form) => NewAnnouncement | undefined,
) {
  const [form, setForm] = useDraft<Form>(name, start);
  const [draft, setDraft] = useState<NewAnnouncement>();
  const [readers, setReaders] = useState<Language[]>([]);
  const [error, setError] = useState<string>();
  return {
    form,
    /** What is looked at before it is sent; undefined while it is written. */
    draft,
    /** Languages of the people who are reached, once somebody looked. */
    readers,
    error,
    set: (change: Partial<Form>) => setForm({ ...form, ...change }),
    look(): void {
      const next = make(form);
      setError(next ? undefined : t('announcement.err.incomplete'));
      setDraft(next);
    },
    /** What the second step needs. */
    sending: {
      onBack: () => setDraft(undefined),
      onLooked: setReaders,
      onSent: () => inWindow.forget(name),
    },
  };
}
