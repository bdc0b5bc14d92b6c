import { t } from '../i18n/i18n';
import { LANGUAGES, spoken } from '../i18n/languages';
import { route, to } from '../state/route';
import { Icon } from '../ui/icon';
import css from './frame.module.css';

/** The logo, which leads home, and the way to another language: its own name, so that nobody must read ours. */
export function TopBar() {
  const { lang, path } = route.value;
  return (
    <header class={css.bar}>
      <a class={css.logo} href={to('')}>
        <img src="/logo.svg" alt="" width="44" height="44" />
        <span>{t('app.name')}</span>
      </a>
      <a
        class={css.language}
        href={`${to('/language')}?back=${encodeURIComponent(path)}`}
        aria-label={`${LANGUAGES[spoken(lang)].name} – ${t('nav.language')}`}
      >
        <Icon name="language" />
        <span>{LANGUAGES[spoken(lang)].name}</span>
      </a>
    </header>
  );
}
