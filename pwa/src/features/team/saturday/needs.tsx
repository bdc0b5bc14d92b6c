import { formatFacts } from '../../../i18n/dates';
import { number, t } from '../../../i18n/i18n';
import { Icon } from '../../../ui/icon';
import { languageName } from './language';
import type { Saturday } from './saturday';
import css from './saturday.module.css';

interface Props {
  saturday: Saturday;
}

/** Who asks for an interpreter, against who speaks the language. */
export function Interpreters({ saturday: { interpreters } }: Props) {
  return (
    <section aria-labelledby="interpreters">
      <h2 id="interpreters">{t('saturday.interpreters')}</h2>
      {interpreters.length === 0 && <p class="soft">{t('saturday.interpreters.none')}</p>}
      <ul class={css.lines}>
        {interpreters.map(({ lang, families, speakers }) => (
          <li key={lang}>
            <b>{languageName(lang)}</b>
            <span>{t('saturday.asked', { n: families })}</span>
            <span class={css.state}>
              <Icon name={speakers ? 'check' : 'warning'} />
              {speakers ? t('saturday.speakers', { n: speakers }) : t('saturday.speakers.none')}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** What the families that come read. */
export function Languages({ saturday: { languages } }: Props) {
  return (
    <section aria-labelledby="languages">
      <h2 id="languages">{t('saturday.languages')}</h2>
      {languages.length === 0 && <p class="soft">{t('saturday.languages.none')}</p>}
      <p>
        {formatFacts(languages.map(({ lang, families }) => `${languageName(lang)}: ${number(families)}`))}
      </p>
    </section>
  );
}

/** What families wrote of food, without the families. */
export function Allergies({ texts }: { texts: string[] }) {
  return (
    <section aria-labelledby="allergies">
      <h2 id="allergies">{t('saturday.allergies')}</h2>
      {texts.length === 0 && <p class="soft">{t('saturday.allergies.none')}</p>}
      <Texts texts={texts} />
    </section>
  );
}

/** Texts in whatever language they were written. */
export const Texts = ({ texts }: { texts: string[] }) => (
  <ul class={css.texts}>
    {texts.map((text, nth) => (
      <li key={`${nth} ${text}`}>
        <bdi>{text}</bdi>
      </li>
    ))}
  </ul>
);
