/** Where things are kept, what of it belongs to the family, and when an older build may go. */

const SHELL = 'shell-';
/** Code and style of this build. */
export const shell = SHELL + __VERSION__;
/** Pages as the server wrote them, and public answers of the API. */
export const PUBLIC = 'public';
/** The family's own answers; emptied when it signs out or is erased. */
export const MINE = 'mine';

/** Languages that have been used on this phone, by the pages that are kept. */
async function languagesKept(): Promise<string[]> {
  const pages = await (await caches.open(PUBLIC)).keys();
  return [...new Set(pages.map(page => new URL(page.url).pathname.split('/')[1] ?? ''))];
}

/** Keeps this build, with the texts of the languages in use, before it takes over. */
export async function keepShell(): Promise<void> {
  const texts = (await languagesKept()).flatMap(lang => __CATALOGUES__[lang] ?? []);
  await (await caches.open(shell)).addAll([...__PRECACHE__, ...texts]);
}

/**
 * Drops builds that nobody can need: all but this one and the one before, which windows that are still open
 * and pages that are kept for offline may ask for.
 */
export async function dropOldShells(): Promise<void> {
  const older = (await caches.keys()).filter(name => name.startsWith(SHELL) && name !== shell);
  await Promise.all(older.slice(0, -1).map(name => caches.delete(name)));
}

/** Keeps these addresses, and the texts of their languages, for use without a network. What fails is left out. */
export async function warm(urls: string[]): Promise<void> {
  const [pages, assets] = await Promise.all([caches.open(PUBLIC), caches.open(shell)]);
  const languages = new Set(urls.map(url => url.split('/')[1] ?? ''));
  const texts = [...languages].flatMap(lang => __CATALOGUES__[lang] ?? []);
  await Promise.all([
    ...texts.map(async url => (await assets.match(url)) ?? assets.add(url)),
    ...urls.map(url => pages.add(url)),
  ].map(attempt => attempt.catch(() => undefined)));
}
