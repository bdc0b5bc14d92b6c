import { vi } from 'vitest';
import { readCatalogues } from '../../scripts/catalogues.mjs';

type Answer = (url: string, init: RequestInit) => Response | undefined | Promise<Response>;

const catalogues = readCatalogues({ lenient: true });

/** A server that has the real catalogues, and answers everything else as the test says; undefined is no network. */
export function serve(answer: Answer = () => undefined) {
  const fetched = vi.fn(async (input: RequestInfo | URL, init: RequestInit = {}) => {
    const url = String(input);
    const [, lang = '', part = ''] = /\/texts\/(\w+)\.([\w.]+)\.json$/.exec(url) ?? [];
    const response = lang ? Response.json(catalogues[lang]?.[part]) : await answer(url, init);
    if (!response) throw new TypeError('no network');
    return response;
  });
  vi.stubGlobal('__TEXTS__', '/assets/texts');
  vi.stubGlobal('fetch', fetched);
  return fetched;
}

/** An error as the server words it. */
export const problem = (status: number, code: string): Response =>
  Response.json({ type: 'about:blank', title: code, status, code }, { status });

/** The Idempotency-Keys under which requests were made. */
export const keysOf = (fetched: ReturnType<typeof serve>): (string | null)[] =>
  fetched.mock.calls.map(([, init]) => new Headers(init?.headers).get('idempotency-key'));
