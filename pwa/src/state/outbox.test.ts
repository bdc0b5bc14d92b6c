import 'fake-indexeddb/auto';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { emptyQueue, sendQueue } from '../background/queue';
import { keysOf, problem, serve } from '../testing/server';
import { denyStorage } from '../testing/storage';
import { forget, outbox, showQueue, waitingFor } from './outbox';
import { answer } from './send-answer';

const session = '0b6d4c0e-8c1a-4f5e-9d56-0d6a4f1c2b3a';

beforeEach(async () => {
  await emptyQueue();
  showQueue([]);
});
afterEach(() => vi.unstubAllGlobals());

describe('an answer', () => {
  test('waits visibly without a network', async () => {
    serve();
    expect(await answer(session, { coming: false })).toBe('waiting');
    expect(waitingFor(session)?.body).toBe('{"coming":false}');
  });

  test.each([
    [500, 'internal'],
    [502, 'unknown'],
    [503, 'unavailable'],
    [504, 'unknown'],
    [408, 'timeout'],
    [425, 'too_early'],
    [429, 'too_many'],
    [409, 'idempotency.in_flight'],
  ])('waits when the server says %i %s', async (status, code) => {
    const fetched = serve(() => problem(status, code));
    expect(await answer(session, { coming: false })).toBe('waiting');
    expect(waitingFor(session)).toMatchObject({ body: '{"coming":false}', key: keysOf(fetched)[0] });
  });

  test('waits when the line breaks within what the server says', async () => {
    serve(() => new Response('{"state":"not_co', { status: 200 }));
    expect(await answer(session, { coming: false })).toBe('waiting');
  });

  test('is not sent again before the time that the server names', async () => {
    const busy = problem(429, 'too_many');
    busy.headers.set('retry-after', '60');
    serve(() => busy);
    await answer(session, { coming: false });
    const fetched = serve(() => Response.json({ state: 'not_coming' }));
    expect(await sendQueue()).toHaveLength(1);
    expect(fetched).not.toHaveBeenCalled();
    vi.spyOn(Date, 'now').mockReturnValue(Date.now() + 61_000);
    expect(await sendQueue()).toEqual([]);
    vi.restoreAllMocks();
  });

  test('waits as long as the page when storage is denied, and goes out all the same', async () => {
    denyStorage();
    serve();
    expect(await answer(session, { coming: true })).toBe('waiting');
    expect(await answer(session, { coming: false })).toBe('waiting');
    expect(outbox.value.map(({ body }) => body)).toEqual(['{"coming":false}']);
    serve(() => Response.json({ state: 'not_coming' }));
    expect(await sendQueue()).toEqual([]);
  });

  test('that arrives takes an older one out of the queue', async () => {
    serve();
    await answer(session, { coming: false });
    serve(() => Response.json({ state: 'coming' }));
    await answer(session, { coming: true });
    expect(outbox.value).toEqual([]);
  });

  test.each([
    [409, 'answer.closed'],
    [404, 'session.unknown'],
    [401, 'nobody'],
    [422, 'invalid'],
  ])('that is refused with %i %s is not kept: the person is looking', async (status, code) => {
    serve(() => problem(status, code));
    await expect(answer(session, { coming: false })).rejects.toMatchObject({ code });
    expect(outbox.value).toEqual([]);
  });

  test('can be forgotten', async () => {
    serve();
    await answer(session, { coming: false });
    await forget(session);
    expect(waitingFor(session)).toBeUndefined();
  });
});
