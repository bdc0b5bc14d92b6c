import { lang, t } from '../../i18n/i18n';
import { LANGUAGES, type Language, spoken } from '../../i18n/languages';
import { useAttempt } from '../../state/attempt';
import { inWindow, useDraft } from '../../state/kept';
import { say } from '../../state/toast';
import { Alert } from '../../ui/alert';
import { Button } from '../../ui/button';
import { Check, TextField } from '../../ui/field';
import { correct, volunteer } from './volunteer';
import css from './volunteer.module.css';

const CODES = Object.keys(LANGUAGES) as Language[];
const DRAFT = 'volunteer';

/** Name and languages of the volunteer. */
export function Profile() {
  const known = volunteer.value;
  const [form, setForm] = useDraft(DRAFT, { name: known?.name ?? '', speaks: known?.speaks ?? [] });
  const { busy, error, run } = useAttempt();
  const toggle = (code: Language) => {
    const without = form.speaks.filter(one => one !== code);
    setForm({ ...form, speaks: without.length < form.speaks.length ? without : [...without, code] });
  };
  const save = () =>
    run(async () => {
      await correct({ ...form, lang: spoken(lang()) });
      inWindow.forget(DRAFT);
      say(t('is.saved'));
    });
  return (
    <form
      onSubmit={event => {
        event.preventDefault();
        void save();
      }}
    >
      <TextField
        label={t('volunteer.name')}
        required
        maxLength={80}
        autoComplete="name"
        value={form.name}
        onInput={event => setForm({ ...form, name: event.currentTarget.value })}
      />
      <fieldset class={css.languages}>
        <legend>{t('volunteer.speaks')}</legend>
        {CODES.map(code => (
          <Check
            key={code}
            label={LANGUAGES[code].name}
            checked={form.speaks.includes(code)}
            onChange={() => toggle(code)}
          />
        ))}
      </fieldset>
      <Alert text={error} />
      <Button type="submit" look={known?.name ? 'plain' : 'main'} icon="check" busy={busy}>
        {t('do.save')}
      </Button>
    </form>
  );
}
