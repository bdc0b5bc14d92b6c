import type { PageProps } from '../../app/pages';
import { t } from '../../i18n/i18n';
import { LANGUAGES, type Language } from '../../i18n/languages';
import { setChoice } from '../../state/choice';
import { Page } from '../../ui/page';
import css from './language.module.css';

/** Each language in its own script, so that nobody must read another to find it. Those of the phone come first. */
export default function LanguagePage({ route }: PageProps) {
  const codes = Object.keys(LANGUAGES) as Language[];
  const phone = navigator.languages.map(tag => tag.split('-')[0]);
  const rank = (code: string) => (phone.includes(code) ? phone.indexOf(code) : phone.length);
  return (
    <Page title={t('lang.title')}>
      <ul class={css.list}>
        {[...codes]
          .sort((a, b) => rank(a) - rank(b))
          .map(code => (
            <li key={code}>
              <a
                href={`/${code}`}
                lang={code}
                dir={LANGUAGES[code].dir}
                aria-current={route.lang === code ? 'true' : undefined}
                onClick={() => setChoice('lang', code)}
              >
                {LANGUAGES[code].name}
              </a>
            </li>
          ))}
      </ul>
    </Page>
  );
}
