import { ApiProblem, addressOf, call } from '../api/client';
import type { paths } from '../api/schema';
import type { Answer } from '../api/types';
import type { Waiting } from '../background/queue';
import { newKey } from './key';
import { askedPause, isLater } from './retry';
import { signal } from './signal';

const ANSWER = '/api/sessions/{session}/answer';
type NewAnswer = paths[typeof ANSWER]['put']['requestBody']['content']['application/json'];

/** Answers given on this phone that the server has not taken (yet): waiting, or refused for good. */
export const outbox = signal<Waiting[]>([]);

/** Shows what the queue holds now. */
export function showQueue(entries: Waiting[]): void {
  outbox.value = entries;
}

/** The entry for one session, if its answer still waits or was refused. */
export const waitingFor = (session: string): Waiting | undefined =>
  outbox.value.find(waiting => waiting.url === addressOf(ANSWER, { session }));

/** The queue's code comes after the first view; the worker keeps it for offline. */
const loadQueue = () => import('../background/queue');

/**
 * Answers for the family. When another try may well succeed later (no network, a server that is busy or out of order),
 * the answer is kept on the phone and 'waiting' is returned; it goes out by itself. Any other refusal is thrown as ApiProblem.
 */
export async function answer(session: string, body: NewAnswer): Promise<Answer | 'waiting'> {
  const key = newKey();
  const at = Date.now();
  const steadyAt = Math.round(performance.timeOrigin + performance.now());
  try {
    const stands = await call('put', ANSWER, { path: { session }, body, key });
    await forget(session, at);
    return stands;
  } catch (error) {
    if (!isLater(error)) throw error;
    const url = addressOf(ANSWER, { session });
    const notBefore = Date.now() + askedPause(error instanceof ApiProblem ? error.retryAfter : null);
    await wait({ key, url, method: 'PUT', body: JSON.stringify(body), at, steadyAt, notBefore });
    return 'waiting';
  }
}

/** Takes away what waits or was refused for a session: overtaken by an answer given at `until`, or seen by the person. */
export async function forget(session: string, until = Number.POSITIVE_INFINITY): Promise<void> {
  const waiting = waitingFor(session);
  if (!waiting || waiting.at > until) return;
  const queue = await loadQueue();
  await queue.dismiss(waiting.key);
  showQueue(await queue.readQueue());
}

/** Takes away everything that waits: it was another's, or the family is erased. */
export async function forgetAll(): Promise<void> {
  await (await loadQueue()).emptyQueue();
  showQueue([]);
}

interface SyncRegistration extends ServiceWorkerRegistration {
  sync?: { register(tag: string): Promise<void> };
}

/** Keeps an answer. Chromium wakes the worker when the network is back; others send at `online` and at the next start. */
async function wait(entry: Waiting): Promise<void> {
  const queue = await loadQueue();
  await queue.enqueue(entry);
  showQueue(await queue.readQueue());
  const registration: SyncRegistration | undefined = await navigator.serviceWorker?.getRegistration();
  await registration?.sync?.register('outbox').catch(() => undefined);
}
