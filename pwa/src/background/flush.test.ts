import 'fake-indexeddb/auto';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { outbox, showQueue } from '../state/outbox';
import { problem, serve } from '../testing/server';
import { startOutbox } from './flush';
import { emptyQueue, enqueue, readQueue, type Waiting } from './queue';

const waiting = (over: Partial<Waiting> = {}): Waiting => ({
  key: 'key-1',
  url: '/api/sessions/a/answer',
  method: 'PUT',
  body: '{"coming":true}',
  at: Date.now(),
  ...over,
});

let tries: string[];
const serves = (answer: (url: string) => Response | undefined) => {
  serve((url, { method }) => {
    if (method !== 'PUT') return Response.json({ devices: [], answers: [], volunteer: false });
    tries.push(url);
    return answer(url);
  });
};
const settled = () => vi.advanceTimersByTimeAsync(0);

serve();
startOutbox();
beforeEach(async () => {
  tries = [];
  showQueue([]);
  await emptyQueue();
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'] });
});
afterEach(() => {
  showQueue([]);
  vi.useRealTimers();
});

/** What waits comes up on the page, as after an answer without a network. */
async function waits(...entries: Waiting[]) {
  for (const entry of entries) await enqueue(entry);
  showQueue(await readQueue());
}

test('what waits is sent when the network is back, and the page no longer says that it waits', async () => {
  serves(() => Response.json({}));
  await waits(waiting());
  dispatchEvent(new Event('online'));
  await vi.waitFor(() => expect(outbox.peek()).toEqual([]));
  expect(tries).toHaveLength(1);
});

test('it is tried again after five seconds, then ten', async () => {
  serves(() => problem(503, 'unavailable'));
  await waits(waiting());
  await vi.advanceTimersByTimeAsync(4900);
  expect(tries).toHaveLength(0);
  await vi.advanceTimersByTimeAsync(200);
  await vi.waitFor(() => expect(tries).toHaveLength(1));
  await settled();
  await vi.advanceTimersByTimeAsync(9000);
  expect(tries).toHaveLength(1);
  await vi.waitFor(async () => {
    await vi.advanceTimersByTimeAsync(1000);
    expect(tries).toHaveLength(2);
  });
});

test('one that may not be sent yet does not keep another waiting', async () => {
  serves(() => Response.json({}));
  await waits(
    waiting({ notBefore: Date.now() + 600_000 }),
    waiting({ key: 'key-2', url: '/api/sessions/b/answer', at: Date.now() + 1 }),
  );
  await vi.waitFor(async () => {
    await vi.advanceTimersByTimeAsync(1000);
    expect(tries).toEqual(['/api/sessions/b/answer']);
  });
});

test('what was refused is not tried again', async () => {
  serves(() => Response.json({}));
  await waits(waiting({ refused: { status: 409, code: 'answer.closed' } }));
  await vi.advanceTimersByTimeAsync(600_000);
  expect(tries).toEqual([]);
});
