import 'fake-indexeddb/auto';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { keysOf, problem, serve } from '../testing/server';
import { dismiss, emptyQueue, enqueue, readQueue, sendQueue, type Waiting } from './queue';

const waiting = (over: Partial<Waiting> = {}): Waiting => ({
  key: 'key-1',
  url: '/api/sessions/a/answer',
  method: 'PUT',
  body: '{"coming":true}',
  at: 1,
  ...over,
});

beforeEach(() => emptyQueue());

describe('what waits', () => {
  test('stays while there is no network', async () => {
    serve();
    await enqueue(waiting());
    expect(await sendQueue()).toHaveLength(1);
  });

  test('goes out in the order of the answers, each under its own key', async () => {
    const fetched = serve(() => Response.json({}));
    await enqueue(waiting({ key: 'second', url: '/api/sessions/b/answer', at: 2 }));
    await enqueue(waiting({ key: 'first', at: 1 }));
    expect(await sendQueue()).toEqual([]);
    expect(keysOf(fetched)).toEqual(['first', 'second']);
  });

  test('is replaced by a later answer to the same session', async () => {
    await enqueue(waiting());
    await enqueue(waiting({ key: 'key-2', body: '{"coming":false}', at: 2 }));
    expect((await readQueue()).map(entry => entry.key)).toEqual(['key-2']);
  });

  test.each([
    [503, 'unavailable'],
    [429, 'too_many'],
    [409, 'idempotency.in_flight'],
  ])('stays when the server says %i %s', async (status, code) => {
    serve(() => problem(status, code));
    await enqueue(waiting());
    expect((await sendQueue())[0]?.refused).toBeUndefined();
  });

  test.each([
    [409, 'answer.closed'],
    [401, 'nobody'],
  ])(
    'is kept for the person to see when refused with %i %s, and not sent again (F23)',
    async (status, code) => {
      const fetched = serve(() => problem(status, code));
      await enqueue(waiting());
      await sendQueue();
      expect((await sendQueue())[0]?.refused).toEqual({ status, code });
      expect(fetched).toHaveBeenCalledTimes(1);
    },
  );

  test.each([
    [429, 'too_many'],
    [409, 'answer.closed'],
  ])('stays out when a newer answer arrives before the server says %i %s to it', async (status, code) => {
    await enqueue(waiting());
    let refuse: (response: Response) => void = () => undefined;
    vi.stubGlobal('fetch', () => new Promise(resolve => (refuse = resolve)));
    const sending = sendQueue();
    await vi.waitFor(() => expect(String(refuse)).toContain('native'));
    await dismiss('key-1');
    refuse(problem(status, code));
    expect(await sending).toEqual([]);
  });

  test('is not held up by one that was refused', async () => {
    serve(url => (url.includes('/a/') ? problem(409, 'answer.closed') : Response.json({})));
    await enqueue(waiting());
    await enqueue(waiting({ key: 'key-2', url: '/api/sessions/b/answer', at: 2 }));
    expect((await sendQueue()).map(entry => entry.key)).toEqual(['key-1']);
  });
});
