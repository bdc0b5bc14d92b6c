import type { PageProps } from '../../app/pages';
import { t } from '../../i18n/i18n';
import { LANGUAGES, type Language } from '../../i18n/languages';
import { setChoice } from '../../state/choice';
import { routeAt } from '../../state/route';
import { Page } from '../../ui/page';
import css from './language.module.css';

/** A page of the server that a code on paper leads to. */
const FLYER = /^\/p\/[\w-]+\/flyer$/;

/** The page that the visitor came from, so that only its language changes. */
function pathBack(): string {
  const path = new URLSearchParams(location.search).get('back') ?? '';
  return routeAt(`/nb${path}`) || FLYER.test(path) ? path : '';
}

/** Each language in its own script, so that nobody must read another to find it. Those of the phone come first. */
export default function LanguagePage({ route }: PageProps) {
  const back = pathBack();
  const codes = Object.keys(LANGUAGES) as Language[];
  const phone = navigator.languages.map(tag => tag.split('-')[0]);
  const rank = (code: string) => (phone.includes(code) ? phone.indexOf(code) : phone.length);
  return (
    <Page title={t('lang.title')} icon="language">
      <ul class={css.list}>
        {[...codes]
          .sort((a, b) => rank(a) - rank(b))
          .map(code => (
            <li key={code}>
              <a
                href={`/${code}${back}`}
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
