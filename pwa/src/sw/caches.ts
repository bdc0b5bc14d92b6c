/** Where things are kept, what of it belongs to the family, and when an older build may go. */

const SHELL = 'shell-';
/** Code and style of this build. */
export const shell = SHELL + __VERSION__;
/** Pages as the server wrote them, and public answers of the API. */
export const PUBLIC = 'public';
/** One's own answers; emptied when the family signs out or is erased. */
export const MINE = 'mine';

/** Addresses of what is one's own and is kept: what reminders lead to. */
export const isMine = (pathname: string) => /^\/api\/(me(\/messages)?|volunteer(\/shifts)?)$/.test(pathname);

/** The catalogues of the languages in which these pages are. */
function textsOf(pages: string[]): string[] {
  const languages = new Set(pages.map(page => page.split('/')[1]).filter(first => first && first !== 'api'));
  return [...languages].flatMap(lang =>
    ['core', 'volunteer', 'legal'].map(part => `${__TEXTS__}/${lang}.${part}.json`),
  );
}

/** Adds what can be fetched; the rest is left out. */
const addEach = (cache: Cache, urls: string[]) =>
  Promise.all(urls.map(url => cache.add(url).catch(() => undefined)));

/** Keeps this build, with the texts of the languages in use, before it takes over. */
export async function keepShell(): Promise<void> {
  const kept = await (await caches.open(PUBLIC)).keys();
  const cache = await caches.open(shell);
  await cache.addAll(await (await fetch(__KEPT__)).json());
  await addEach(cache, textsOf(kept.map(page => new URL(page.url).pathname)));
}

/**
 * Drops builds that nobody can need: all but this one and the one before, which windows that are still open
 * and pages that are kept for offline may ask for.
 */
export async function dropOldShells(): Promise<void> {
  const older = (await caches.keys()).filter(name => name.startsWith(SHELL) && name !== shell);
  await Promise.all(older.slice(0, -1).map(name => caches.delete(name)));
}

/** Style and script of flyers: the server's own files, which only the pages name. */
async function filesOf(pages: Cache, flyers: string[]): Promise<string[]> {
  const kept = await Promise.all(flyers.map(url => pages.match(url)));
  const texts = await Promise.all(kept.map(page => page?.text() ?? ''));
  return texts.flatMap(text =>
    Array.from(text.matchAll(/"(\/flyer\/[^"]+)"/g), ([, file]) => file as string),
  );
}

/** Keeps these pages and answers, each where it belongs, and the files and texts that they need, for use without a network. */
export async function warm(urls: string[]): Promise<void> {
  const [pages, assets, mine] = await Promise.all([
    caches.open(PUBLIC),
    caches.open(shell),
    caches.open(MINE),
  ]);
  const kept = await Promise.all(textsOf(urls).map(async url => ((await assets.match(url)) ? [] : [url])));
  await Promise.all([
    addEach(assets, kept.flat()),
    addEach(mine, urls.filter(isMine)),
    addEach(
      pages,
      urls.filter(url => !isMine(url)),
    ),
  ]);
  const flyers = urls.filter(url => url.endsWith('/flyer'));
  await addEach(assets, await filesOf(pages, flyers));
}
