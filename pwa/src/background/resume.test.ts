import 'fake-indexeddb/auto';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Me } from '../api/types';
import { STALE } from '../state/reading';
import { serve } from '../testing/server';

const known = (nickname: string) =>
  ({ devices: [], answers: [], volunteer: false, family: { id: 'f', nickname } }) as unknown as Me;

let messages: EventTarget;
let update: ReturnType<typeof vi.fn>;
let now = 0;
let asked: () => number;

beforeEach(async () => {
  vi.resetModules();
  now += 3_600_000;
  vi.spyOn(performance, 'now').mockImplementation(() => now);
  messages = new EventTarget();
  update = vi.fn(async () => undefined);
  Object.defineProperty(navigator, 'serviceWorker', {
    configurable: true,
    value: Object.assign(messages, {
      ready: new Promise(() => undefined),
      getRegistration: async () => ({ update }),
    }),
  });
  localStorage.clear();
});
afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
  Reflect.deleteProperty(navigator, 'serviceWorker');
});

/** Starts resuming on a page of a module graph of its own, where the family is called as given. */
async function start(nickname = 'Vi') {
  const { startResuming } = await import('./resume');
  const state = await import('../state/me');
  const fetched = serve(url => (url === '/api/me' ? Response.json(known(nickname)) : undefined));
  asked = () => fetched.mock.calls.filter(([url]) => String(url) === '/api/me').length;
  startResuming();
  return state;
}

describe('an open app reads anew', () => {
  test.each([
    ['it is looked at again', () => document.dispatchEvent(new Event('visibilitychange'))],
    ['its window gets the focus', () => dispatchEvent(new Event('focus'))],
    ['it was frozen', () => document.dispatchEvent(new Event('resume'))],
    [
      'it comes back from the history',
      () => dispatchEvent(Object.assign(new Event('pageshow'), { persisted: true })),
    ],
    [
      'a notification came',
      () => messages.dispatchEvent(new MessageEvent('message', { data: { type: 'stale' } })),
    ],
    [
      'a notification was tapped',
      () => messages.dispatchEvent(new MessageEvent('message', { data: { type: 'open' } })),
    ],
    [
      'another tab changed something',
      () => dispatchEvent(Object.assign(new Event('storage'), { key: 'changed' })),
    ],
  ])('when %s', async (_, happen) => {
    await start();
    const stale = vi.fn();
    addEventListener(STALE, stale, { once: true });
    happen();
    await vi.waitFor(() => expect(asked()).toBeGreaterThan(0));
    expect(stale).toHaveBeenCalled();
  });

  test('once when several events tell the same, and at once when there is news', async () => {
    await start();
    document.dispatchEvent(new Event('visibilitychange'));
    dispatchEvent(new Event('focus'));
    const once = asked();
    messages.dispatchEvent(new MessageEvent('message', { data: { type: 'stale' } }));
    expect(asked()).toBeGreaterThan(once);
  });

  test('and has the browser look for a newer worker, not more often than every ten minutes', async () => {
    await start();
    const look = async (later: number) => {
      now += later;
      dispatchEvent(new Event('focus'));
      await new Promise(resolve => setTimeout(resolve));
    };
    await look(0);
    const looked = update.mock.calls.length;
    expect(looked).toBeGreaterThan(0);
    await look(60_000);
    expect(update).toHaveBeenCalledTimes(looked);
    await look(600_000);
    expect(update.mock.calls.length).toBeGreaterThan(looked);
  });
});

test('other tabs are told when the family has changed here, and not when this tab has only heard of it', async () => {
  const { refreshMe } = await start('Bestemor');
  await refreshMe();
  const told = localStorage.getItem('changed');
  expect(told).not.toBeNull();
  await refreshMe();
  expect(localStorage.getItem('changed')).toBe(told);
  serve(url => (url === '/api/me' ? Response.json(known('Tante')) : undefined));
  dispatchEvent(Object.assign(new Event('storage'), { key: 'changed' }));
  const state = await import('../state/me');
  await vi.waitFor(() => expect(state.me.peek()?.family?.nickname).toBe('Tante'));
  expect(localStorage.getItem('changed')).toBe(told);
});
