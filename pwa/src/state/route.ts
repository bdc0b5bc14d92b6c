import PAGES from '../app/pages.json';
import { showLanguage } from '../i18n/i18n';
import { isLang, type Lang, spoken } from '../i18n/languages';
import { signal } from './signal';

export type RouteName = keyof typeof PAGES;

/** The pattern of addresses of a page: "/p/:place" names its part; a page of the team has sections below it. */
function patternOf(name: RouteName): RegExp {
  const page: { path: string; team?: boolean } = PAGES[name];
  const path = page.path.replace(/:(\w+)/g, '(?<$1>[\\w-]+)');
  return new RegExp(`^${path}${page.team ? '(?:/(?<at>[\\w/-]+))?' : ''}$`);
}

const PATTERNS = (Object.keys(PAGES) as RouteName[]).map(name => [name, patternOf(name)] as const);

export interface Route {
  name: RouteName;
  lang: Lang;
  /** The address without its language: "" for home, "/p/drammen". */
  path: string;
  params: Partial<Record<'place' | 'session' | 'code' | 'token' | 'at', string>>;
}

/** The page at `pathname`, or undefined when the app has none there (flyers, files, other languages). */
export function routeAt(pathname: string): Route | undefined {
  const [, lang = '', path = ''] = /^\/([a-z]+)(\/.*)?$/.exec(pathname) ?? [];
  if (!isLang(lang)) return undefined;
  for (const [name, pattern] of PATTERNS) {
    const found = pattern.exec(path);
    if (found)
      return lang === 'lett' && name !== 'day'
        ? undefined
        : { name, lang, path, params: { ...found.groups } };
  }
  return undefined;
}

/** How the page on the screen was reached; decides where focus and scroll position go. */
export type Arrival = { kind: 'first' } | { kind: 'link' } | { kind: 'history'; scroll: number };

const HOME: Route = { name: 'home', lang: 'nb', path: '', params: {} };

export const route = signal<Route>(HOME);
export const arrival = signal<Arrival>({ kind: 'first' });

function stand(at: Route, how: Arrival): void {
  arrival.value = how;
  route.value = at;
}

/** The address of a page of the app in the visitor's language: `to('/p/drammen')`. Easy Norwegian leads on to Norwegian. */
export const to = (path: string): string => `/${spoken(route.value.lang)}${path}`;

async function arrive(next: Route, how: Arrival): Promise<void> {
  try {
    await showLanguage(next.lang);
    stand(next, how);
  } catch {
    location.reload(); // its texts are out of reach: the server, or the worker's copy, has the whole page
  }
}

/** Opens another page of the app, or leaves for an address that is none of its pages. */
export async function navigate(href: string): Promise<void> {
  const next = routeAt(new URL(href, location.href).pathname);
  if (!next) {
    location.assign(href);
    return;
  }
  rememberScroll();
  history.pushState({ scroll: 0 }, '', href);
  await arrive(next, { kind: 'link' });
}

function rememberScroll(): void {
  history.replaceState({ ...history.state, scroll: scrollY }, '');
}

async function travel(event: PopStateEvent): Promise<void> {
  const next = routeAt(location.pathname);
  if (!next) {
    location.reload();
    return;
  }
  await arrive(next, { kind: 'history', scroll: event.state?.scroll ?? 0 });
}

function follow(event: MouseEvent): void {
  const link = (event.target as Element).closest?.('a');
  const changed = event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey;
  if (!link?.href || event.defaultPrevented || changed || link.target || link.hasAttribute('download'))
    return;
  const url = new URL(link.href);
  const samePage = url.pathname === location.pathname && url.hash !== '';
  if (url.origin !== location.origin || samePage || !routeAt(url.pathname)) return;
  event.preventDefault();
  void navigate(url.pathname + url.search + url.hash);
}

/** Starts at the address of the page, and follows its links and the history from then on. */
export function startRouting(): Route {
  const scroll: unknown = history.state?.scroll;
  history.scrollRestoration = 'manual';
  stand(
    routeAt(location.pathname) ?? HOME,
    typeof scroll === 'number' ? { kind: 'history', scroll } : { kind: 'first' },
  );
  addEventListener('popstate', travel);
  addEventListener('pagehide', rememberScroll);
  document.addEventListener('click', follow);
  return route.value;
}
