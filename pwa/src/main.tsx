import './styles/tokens.css';
import './styles/base.css';
import './styles/print.css';
import { render } from 'preact';
import { App, show } from './app/app';
import { showLanguage } from './i18n/i18n';
import { readBoot } from './state/boot';
import { refreshMe } from './state/me';
import { choosePlace } from './state/place';
import './state/prompt';
import { startRouting } from './state/route';

/** The server's text stays on the screen until language and page are here, then the app takes its place at once. */
async function start(): Promise<void> {
  const boot = readBoot();
  const route = startRouting();
  if (boot?.place) choosePlace(boot.place);
  await showLanguage(boot?.lang ?? route.lang);
  await show(route);
  const root = document.getElementById('app');
  if (!root) return;
  root.replaceChildren();
  render(<App />, root);
  await refreshMe().catch(() => undefined); // the page is public: it stands without the family
  const { startBackground } = await import('./background/start');
  await startBackground();
}

void start();
