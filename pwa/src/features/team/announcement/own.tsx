import { useId } from 'preact/hooks';
import type { components } from '../../../api/schema';
import { t } from '../../../i18n/i18n';
import { LANGUAGES, type Language } from '../../../i18n/languages';
import { Button } from '../../../ui/button';
import { Check, Select, TextArea } from '../../../ui/field';

export type Own = components['schemas']['AnnouncementText'];

interface Props {
  texts: Own[];
  /** Languages of the people who are reached, once that is known. */
  readers: Language[];
  /** A message that is nothing but own words. */
  needed?: boolean;
  onChange(texts: Own[]): void;
}

const MAX = 500;
const blank = (lang: Language): Own => ({ lang, text: '', machine: false });

/** The words that are sent: those that were left empty are not. */
export const written = (texts: Own[]): Own[] =>
  texts.map(own => ({ ...own, text: own.text.trim() })).filter(({ text }) => text);

/** Own words by language: Norwegian first, then those of the readers. Each says whether a machine translated it. */
export function OwnWords({ texts, readers, needed, onChange }: Props) {
  const id = useId();
  if (!texts.length && !needed)
    return (
      <Button icon="plus" onClick={() => onChange([blank('nb')])}>
        {t('announcement.own.add')}
      </Button>
    );
  const shown = texts.length ? texts : [blank('nb')];
  const set = (own: Own) => onChange(shown.map(each => (each.lang === own.lang ? own : each)));
  const remove = (lang: Language) => onChange(shown.filter(each => each.lang !== lang && lang !== 'nb'));
  const others = (readers.length ? readers : (Object.keys(LANGUAGES) as Language[])).filter(
    lang => !shown.some(each => each.lang === lang),
  );
  return (
    <section aria-labelledby={id}>
      <h2 id={id}>{t('announcement.own')}</h2>
      {shown.map(own => (
        <One key={own.lang} own={own} onChange={set} />
      ))}
      {others.length > 0 && (
        <Select<Language | ''>
          label={t('announcement.own.language')}
          value=""
          options={[['', ''], ...others.map(lang => [lang, LANGUAGES[lang].name] as const)]}
          onChange={lang => lang && onChange([...shown, blank(lang)])}
        />
      )}
      {(!needed || shown.length > 1) && (
        <Button look="quiet" icon="trash" onClick={() => remove(shown.at(-1)?.lang ?? 'nb')}>
          {t('announcement.own.remove')}
        </Button>
      )}
    </section>
  );
}

function One({ own, onChange }: { own: Own; onChange(own: Own): void }) {
  const norwegian = own.lang === 'nb';
  return (
    <>
      <TextArea
        label={
          norwegian
            ? t('announcement.own.norwegian')
            : t('announcement.own.in', { lang: LANGUAGES[own.lang].name })
        }
        {...(norwegian && { hint: t('announcement.own.hint') })}
        maxLength={MAX}
        lang={own.lang}
        value={own.text}
        onInput={event => onChange({ ...own, text: event.currentTarget.value })}
      />
      {!norwegian && (
        <Check
          label={t('announcement.machine')}
          checked={own.machine}
          onChange={event => onChange({ ...own, machine: event.currentTarget.checked })}
        />
      )}
    </>
  );
}
