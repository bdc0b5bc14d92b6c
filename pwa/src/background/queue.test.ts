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

describe('none holds up the others', () => {
  const two = async () => {
    await enqueue(waiting());
    await enqueue(waiting({ key: 'key-2', url: '/api/sessions/b/answer', at: 2 }));
  };
  const kept = (entries: Waiting[]) => entries.map(entry => entry.key);

  test.each([
    ['cannot go now', () => problem(503, 'unavailable')],
    ['cannot be reached', () => undefined],
    ['is never answered', () => new Promise<Response>(() => undefined)],
  ])('when one %s', async (_, first) => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const fetched = serve((url, { signal }) => {
      if (!url.includes('/a/')) return Response.json({});
      const aborted = new Promise<Response>((_resolve, reject) => {
        signal?.addEventListener('abort', () => reject(new DOMException('aborted', 'AbortError')));
      });
      const answer = first();
      return answer instanceof Promise ? aborted : answer;
    });
    await two();
    const sending = sendQueue();
    await vi.waitFor(() => expect(fetched).toHaveBeenCalledTimes(2));
    await vi.advanceTimersByTimeAsync(30_000);
    expect(kept(await sending)).toEqual(['key-1']);
    vi.useRealTimers();
  });

  test('when one is not to be sent before a time', async () => {
    serve(() => Response.json({}));
    await enqueue(waiting({ notBefore: Date.now() + 60_000 }));
    await enqueue(waiting({ key: 'key-2', url: '/api/sessions/b/answer', at: 2 }));
    expect(kept(await sendQueue())).toEqual(['key-1']);
  });
});

describe('when it was given', () => {
  const agos = (fetched: ReturnType<typeof serve>) =>
    fetched.mock.calls.map(([, init]) => Number(new Headers(init?.headers).get('acted-ago')));

  test('an answer that comes here later but was given before does not replace the newer', async () => {
    await enqueue(waiting({ key: 'newer', at: 5 }));
    await enqueue(waiting({ key: 'older', at: 4 }));
    expect((await readQueue()).map(({ key }) => key)).toEqual(['newer']);
  });

  test.each([
    ['the clock goes on', 0, 90_000],
    ['the clock was set back meanwhile', -7_200_000, 90_000],
    ['the phone slept, and the steady clock with it', 3_600_000, 3_690_000],
  ])('goes along as how long ago: %s', async (_, clock, ms) => {
    const fetched = serve(() => Response.json({}));
    const steadyAt = Math.round(performance.timeOrigin + performance.now()) - 90_000;
    await enqueue(waiting({ at: Date.now() - 90_000 - clock, steadyAt }));
    await sendQueue();
    expect(agos(fetched)[0]).toBeGreaterThanOrEqual(ms);
    expect(agos(fetched)[0]).toBeLessThan(ms + 5000);
  });

  test('is never now: what waited is older than what is sent at once', async () => {
    const fetched = serve(() => Response.json({}));
    await enqueue(waiting({ at: Date.now() + 60_000 }));
    await sendQueue();
    expect(agos(fetched)).toEqual([1]);
  });
});
