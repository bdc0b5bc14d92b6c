import 'fake-indexeddb/auto';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Family, Me } from '../api/types';
import { inWindow, onPhone } from '../state/kept';
import { forgetMe, me, refreshMe } from '../state/me';
import { showQueue } from '../state/outbox';
import { signedOut } from '../state/signed-out';
import { problem, serve } from '../testing/server';
import { startLeaving } from './leaving';
import { emptyQueue, enqueue, readQueue } from './queue';

const family = { id: 'f', nickname: 'Vi' } as Family;
const known = (change: Partial<Me> = {}): Me => ({ devices: [], answers: [], volunteer: false, ...change });
const answers = (body: Me | 401) =>
  serve((url, { method = 'GET' }) =>
    method === 'GET' && url === '/api/me'
      ? body === 401
        ? problem(401, 'nobody')
        : Response.json(body)
      : problem(401, 'nobody'),
  );

startLeaving();
beforeEach(async () => {
  me.value = undefined;
  onPhone.forget('known');
  signedOut.value = false;
  await emptyQueue();
  showQueue([]);
});
afterEach(() => vi.unstubAllGlobals());

/** The phone is the family's, has an answer that waits and a form half written. */
async function isFamilys(change: Partial<Me> = {}) {
  answers(known({ family, ...change }));
  await refreshMe();
  await enqueue({ key: 'k', url: '/api/sessions/a/answer', method: 'PUT', body: '{}', at: 1 });
  inWindow.write('wishes a', { helps: 'et rolig rom' });
  inWindow.write('compose', { text: 'of the team' });
}

describe('a family that was erased or signed out elsewhere', () => {
  test.each([
    ['the server knows nobody', known()],
    ['it was erased while we asked', 401 as const],
  ])('%s: it is said, and nothing of it stays', async (_, body) => {
    await isFamilys();
    const fetched = answers(body);
    await refreshMe();
    expect(signedOut.value).toBe(true);
    await vi.waitFor(async () => expect(await readQueue()).toEqual([]));
    expect(inWindow.read('wishes a')).toBeUndefined();
    expect(inWindow.read('compose')).toEqual({ text: 'of the team' });
    await vi.waitFor(() =>
      expect(fetched.mock.calls.some(([, init]) => init?.method === 'DELETE')).toBe(true),
    );
  });

  test('is noticed at the next start too', async () => {
    onPhone.write('known', 'family');
    answers(known());
    await refreshMe();
    expect(signedOut.value).toBe(true);
  });

  test('leaves a volunteer on the same phone, who goes on being told', async () => {
    await isFamilys({ volunteer: true });
    const fetched = answers(known({ volunteer: true }));
    await refreshMe();
    expect(signedOut.value).toBe(true);
    await vi.waitFor(async () => expect(await readQueue()).toEqual([]));
    expect(fetched.mock.calls.every(([, init]) => init?.method !== 'DELETE')).toBe(true);
  });

  test('is not said again once somebody is here', async () => {
    await isFamilys();
    answers(known());
    await refreshMe();
    await isFamilys();
    expect(signedOut.value).toBe(false);
  });
});

describe('nothing is said', () => {
  test('to a phone that never was anybody’s', async () => {
    answers(known());
    await refreshMe();
    expect(signedOut.value).toBe(false);
  });

  test('to who signs out here, and the queue is emptied', async () => {
    await isFamilys();
    forgetMe();
    answers(known());
    await refreshMe();
    expect(signedOut.value).toBe(false);
    await vi.waitFor(async () => expect(await readQueue()).toEqual([]));
  });

  test('while there is no network', async () => {
    await isFamilys();
    serve();
    await refreshMe();
    expect(signedOut.value).toBe(false);
    expect(await readQueue()).toHaveLength(1);
  });
});
