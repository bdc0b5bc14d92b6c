import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';

const full = () => Promise.reject(new DOMException('full', 'QuotaExceededError'));
const request = new Request('https://example.org/api/me');
const event = { request, waitUntil: () => undefined } as unknown as FetchEvent;
let network: () => Promise<Response>;

beforeEach(() => {
  vi.stubGlobal('__VERSION__', 'v');
  vi.stubGlobal('__KEPT__', '');
  vi.stubGlobal('fetch', () => network());
  network = async () => Response.json({ fresh: true });
});
afterEach(() => vi.unstubAllGlobals());

describe.each([
  ['full', { match: async () => undefined, open: async () => ({ put: full }) }],
  ['denied', { match: full, open: full }],
])('while storage is %s', (_, caches) => {
  beforeEach(() => vi.stubGlobal('caches', caches));

  test.each([
    ['a page', 'page'],
    ['public data', 'publicData'],
    ['the family', 'ownData'],
    ['a file', 'asset'],
  ] as const)('%s comes from the network all the same', async (_, name) => {
    const fetching = await import('./fetching');
    const answer = name === 'ownData' || name === 'asset' ? fetching[name](request) : fetching[name](event);
    expect(await (await answer).json()).toEqual({ fresh: true });
  });

  test('the family is out of reach without a network, and nothing throws', async () => {
    network = () => Promise.reject(new TypeError('no network'));
    const { ownData } = await import('./fetching');
    expect((await ownData(request)).type).toBe('error');
  });
});
