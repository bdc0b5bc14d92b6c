import { MINE, PUBLIC, shell } from './caches';
import { announce } from './windows';

/** On a bad line, how long a page may take before the kept one is shown instead. */
const PATIENCE_MS = 3500;

const mayKeep = (response: Response) =>
  response.ok && !response.redirected && !/no-store/.test(response.headers.get('cache-control') ?? '');

/** Keeps an answer. Where the browser denies storage or it is full, the answer itself is as good. */
const keep = (cache: string, request: Request, response: Response): Promise<void> =>
  caches
    .open(cache)
    .then(opened => opened.put(request, response))
    .catch(() => undefined);

/** What is kept of a request; nothing where the browser denies storage. */
const find: typeof caches.match = (request, options) => caches.match(request, options).catch(() => undefined);

const forget = (request: Request): Promise<unknown> =>
  caches
    .open(MINE)
    .then(opened => opened.delete(request))
    .catch(() => undefined);

/** From the network within the time, else undefined; what comes later is still kept for the next time. */
function promptly(network: Promise<Response>): Promise<Response | undefined> {
  const late = new Promise<undefined>(resolve => setTimeout(resolve, PATIENCE_MS));
  return Promise.race([network, late]).catch(() => undefined);
}

/** A page: the network's, else the one kept of this address, else the empty shell of its language. */
export async function page(event: FetchEvent): Promise<Response> {
  const { request } = event;
  const network = Promise.resolve(event.preloadResponse).then((early?: Response) => early ?? fetch(request));
  event.waitUntil(
    network
      .then(response => {
        if (mayKeep(response)) return keep(PUBLIC, new Request(withoutSearch(request.url)), response.clone());
      })
      .catch(() => undefined),
  );
  const [, lang] = new URL(request.url).pathname.split('/');
  return (
    (await promptly(network)) ??
    (await find(request, { cacheName: PUBLIC, ignoreSearch: true })) ??
    (await find(`/${lang}/offline-shell`, { cacheName: PUBLIC })) ??
    network
  );
}

const withoutSearch = (url: string) => url.split('?')[0] ?? url;

/**
 * Public data: what is kept, at once, while a newer answer is fetched. When that differs the pages are told,
 * so that a moved or cancelled Saturday corrects itself on the screen.
 */
export async function publicData(event: FetchEvent): Promise<Response> {
  const { request } = event;
  const kept = await find(request, { cacheName: PUBLIC });
  const network = fetch(request).then(async response => {
    if (!response.ok) return response;
    await keep(PUBLIC, request, response.clone());
    if (kept && kept.headers.get('etag') !== response.headers.get('etag')) {
      await announce({ type: 'fresh', address: new URL(request.url).pathname });
    }
    return response;
  });
  event.waitUntil(network.catch(() => undefined));
  return kept ?? network;
}

/** One's own data: the server's answer when it can be had. Signed out here means forgotten here. */
export async function ownData(request: Request): Promise<Response> {
  try {
    const response = await fetch(request);
    if (response.ok) await keep(MINE, request, response.clone());
    if (response.status === 401) await forget(request);
    return response;
  } catch {
    return (await find(request, { cacheName: MINE })) ?? Response.error();
  }
}

/** Files named by their content never change: kept is as good as fetched. */
export async function asset(request: Request): Promise<Response> {
  const kept = await find(request);
  if (kept) return kept;
  const response = await fetch(request);
  if (response.ok) await keep(shell, request, response.clone());
  return response;
}
