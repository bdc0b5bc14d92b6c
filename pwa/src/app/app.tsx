import type { ComponentType } from 'preact';
import { useEffect } from 'preact/hooks';
import { t } from '../i18n/i18n';
import { type Route, route } from '../state/route';
import { signal } from '../state/signal';
import { Later } from '../ui/later';
import css from './frame.module.css';
import { Nav } from './nav';
import { loadPage, type PageProps } from './pages';
import { TopBar } from './top-bar';

interface Shown {
  route: Route;
  Page: ComponentType<PageProps>;
}

const shown = signal<Shown | undefined>();

/** Loads the page of `next` and puts it on the screen, unless the visitor has moved on meanwhile. */
export async function show(next: Route): Promise<void> {
  try {
    const Page = await loadPage(next.name);
    if (route.peek() === next) shown.value = { route: next, Page };
  } catch {
    // Its file is of an older version or out of reach: the server, or the worker's copy, has the whole page.
    if (shown.value) location.reload();
  }
}

/** The frame around every page: bar, notices, the page itself, navigation. */
export function App() {
  const next = route.value;
  useEffect(() => {
    if (shown.peek()?.route !== next) void show(next);
  }, [next]);
  const view = shown.value;
  return (
    <>
      <a class={css.skip} href="#main">
        {t('nav.skip')}
      </a>
      <TopBar />
      {next.name !== 'language' && next.name !== 'team' && <Nav />}
      <Later load={() => import('./notices')} />
      <main id="main" tabIndex={-1}>
        {view && <view.Page key={view.route.path} route={view.route} />}
      </main>
    </>
  );
}
