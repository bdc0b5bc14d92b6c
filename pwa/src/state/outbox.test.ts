import 'fake-indexeddb/auto';
import { beforeEach, describe, expect, test } from 'vitest';
import { emptyQueue } from '../background/queue';
import { problem, serve } from '../testing/server';
import { answer, forget, outbox, showQueue, waitingFor } from './outbox';

const session = '0b6d4c0e-8c1a-4f5e-9d56-0d6a4f1c2b3a';

beforeEach(async () => {
  await emptyQueue();
  showQueue([]);
});

describe('an answer', () => {
  test('waits visibly without a network', async () => {
    serve();
    expect(await answer(session, { coming: false })).toBe('waiting');
    expect(waitingFor(session)?.body).toBe('{"coming":false}');
  });

  test('waits while the server is out of order', async () => {
    serve(() => problem(503, 'unavailable'));
    expect(await answer(session, { coming: false })).toBe('waiting');
  });

  test('that arrives takes an older one out of the queue', async () => {
    serve();
    await answer(session, { coming: false });
    serve(() => Response.json({ state: 'coming' }));
    await answer(session, { coming: true });
    expect(outbox.value).toEqual([]);
  });

  test('that is refused is not kept: the person is looking', async () => {
    serve(() => problem(409, 'answer.closed'));
    await expect(answer(session, { coming: false })).rejects.toMatchObject({ code: 'answer.closed' });
    expect(outbox.value).toEqual([]);
  });

  test('can be forgotten', async () => {
    serve();
    await answer(session, { coming: false });
    await forget(session);
    expect(waitingFor(session)).toBeUndefined();
  });
});
