import { useState } from 'preact/hooks';
import { call, isStatus } from '../../api/client';
import type { Company, SessionBrief } from '../../api/types';
import { lang } from '../../i18n/i18n';
import { spoken } from '../../i18n/languages';
import { explain } from '../../i18n/problem';
import { refreshAll } from '../../state/data';
import { refreshMe } from '../../state/me';
import { answer, forget } from '../../state/outbox';

/** Answering, with what the page shows meanwhile. Every action keeps the error until the next one. */
export function useAnswer({ id: session, revision: seen }: SessionBrief) {
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<string>();

  async function act(what: () => Promise<unknown>): Promise<boolean> {
    setBusy(true);
    setError(undefined);
    try {
      await what();
      await refreshMe().catch(() => undefined);
      return true;
    } catch (problem) {
      setError(explain(problem));
      if (isStatus(problem, 409)) void refreshAll(); // it is not as it was shown
      return false;
    } finally {
      setBusy(false);
    }
  }

  return {
    busy,
    error,
    come: (company: Company) =>
      act(() => answer(session, { coming: true, company, lang: spoken(lang()), seen })),
    stay: () => act(() => answer(session, { coming: false, lang: spoken(lang()) })),
    undo: () =>
      act(async () => {
        await forget(session);
        await call('delete', '/api/sessions/{session}/answer', { path: { session } });
      }),
    seen: () => forget(session),
  };
}
