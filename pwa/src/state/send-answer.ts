import { ApiProblem, addressOf, call } from '../api/client';
import type { paths } from '../api/schema';
import type { Answer } from '../api/types';
import type { Waiting } from '../background/queue';
import { newKey } from './key';
import { ANSWER, forget, loadQueue, showQueue } from './outbox';
import { askedPause, isLater } from './retry';
import { steadyNow } from './steady-now';

type NewAnswer = paths[typeof ANSWER]['put']['requestBody']['content']['application/json'];

/**
 * Answers for the family. When another try may well succeed later (no network, a server that is busy or out of order),
 * the answer is kept on the phone and 'waiting' is returned; it goes out by itself. Any other refusal is thrown as ApiProblem.
 */
export async function answer(session: string, body: NewAnswer): Promise<Answer | 'waiting'> {
  const key = newKey();
  const at = Date.now();
  const steadyAt = steadyNow();
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
