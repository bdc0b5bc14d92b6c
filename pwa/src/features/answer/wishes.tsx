import { useState } from 'preact/hooks';
import { call } from '../../api/client';
import type { Answer } from '../../api/types';
import { lang, t } from '../../i18n/i18n';
import { LANGUAGES, type Language, spoken } from '../../i18n/languages';
import { explain } from '../../i18n/problem';
import { inWindow, useDraft } from '../../state/kept';
import { refreshMe } from '../../state/me';
import { say } from '../../state/toast';
import { Button } from '../../ui/button';
import { Check, Select, TextArea } from '../../ui/field';

interface Props {
  session: string;
  wishes: Answer['wishes'];
}

interface Form {
  interpreterLang: Language | '';
  allergies: string;
  helps: string;
  consent: boolean;
}

const LANGUAGE_CHOICES = Object.entries(LANGUAGES) as [Language, { name: string }][];

/** Wishes for one day. A half-written form survives a reload and a refusal; it stays on this phone until it is sent. */
export function Wishes({ session, wishes }: Props) {
  const [form, setForm] = useDraft<Form>(`wishes ${session}`, {
    interpreterLang: wishes?.interpreterLang ?? '',
    allergies: wishes?.allergies ?? '',
    helps: wishes?.helps ?? '',
    consent: wishes?.consentAt !== undefined,
  });
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<string>();
  const set = <K extends keyof Form>(name: K, value: Form[K]) => setForm({ ...form, [name]: value });

  async function act(what: () => Promise<unknown>): Promise<void> {
    setBusy(true);
    setError(undefined);
    try {
      await what();
      inWindow.forget(`wishes ${session}`);
      await refreshMe();
      say(t('is.saved'));
    } catch (problem) {
      setError(explain(problem));
    } finally {
      setBusy(false);
    }
  }

  const save = () =>
    act(() => call('put', '/api/sessions/{session}/wishes', { path: { session }, body: bodyOf(form) }));
  const remove = () =>
    act(async () => {
      await call('delete', '/api/sessions/{session}/wishes', { path: { session } });
      setForm({ interpreterLang: '', allergies: '', helps: '', consent: false });
    });

  return (
    <>
      <p class="soft">{t('wishes.hint')}</p>
      <Select
        label={t('wishes.interpreter')}
        value={form.interpreterLang}
        options={[
          ['', t('wishes.interpreter.none')],
          ...LANGUAGE_CHOICES.map(([code, { name }]) => [code, name] as const),
        ]}
        onChange={value => set('interpreterLang', value)}
      />
      <TextArea
        label={t('wishes.allergies')}
        maxLength={300}
        value={form.allergies}
        onInput={event => set('allergies', event.currentTarget.value)}
      />
      <TextArea
        label={t('wishes.helps')}
        hint={t('wishes.helps.hint')}
        error={error}
        maxLength={600}
        value={form.helps}
        onInput={event => set('helps', event.currentTarget.value)}
      />
      {form.helps.trim() && (
        <Check
          label={t('wishes.consent')}
          checked={form.consent}
          onChange={event => set('consent', event.currentTarget.checked)}
        />
      )}
      <Button icon="check" busy={busy} onClick={save}>
        {t('do.save')}
      </Button>
      {wishes && (
        <Button look="quiet" icon="trash" busy={busy} onClick={remove}>
          {t('wishes.delete')}
        </Button>
      )}
    </>
  );
}

/** Empty fields are left out: what is not said is not stored. */
function bodyOf(form: Form) {
  const helps = form.helps.trim();
  return {
    ...(form.interpreterLang && { interpreterLang: form.interpreterLang }),
    ...(form.allergies.trim() && { allergies: form.allergies.trim() }),
    ...(helps && { helps, consent: form.consent, consentLang: spoken(lang()) }),
  };
}
