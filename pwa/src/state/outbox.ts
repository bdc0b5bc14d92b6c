import { signal } from '@preact/signals';
import { addressOf, ApiProblem, call, Offline } from '../api/client';
import type { paths } from '../api/schema';
import type { Answer } from '../api/types';
import { newKey } from './key';
import { refreshMe } from './me';
import { dismiss, enqueue, readQueue, sendQueue, type Waiting } from './queue';
import { onWorkerMessage } from './worker';

const ANSWER = '/api/sessions/{session}/answer';
type NewAnswer = paths[typeof ANSWER]['put']['requestBody']['content']['application/json'];

/** Answers given on this phone that the server has not taken (yet): waiting, or refused for good. */
export const outbox = signal<Waiting[]>([]);

/** The entry for one session, if its answer still waits or was refused. */
export const waitingFor = (session: string): Waiting | undefined =>
  outbox.value.find(waiting => waiting.url === addressOf(ANSWER, { session }));

/**
 * Answers for the family. Without a network, or when the server is out of order, the answer is kept on the
 * phone and 'waiting' is returned; it goes out by itself. Any other refusal is thrown as ApiProblem.
 */
export async function answer(session: string, body: NewAnswer): Promise<Answer | 'waiting'> {
  const key = newKey();
  try {
    const stands = await call('put', ANSWER, { path: { session }, body, key });
    await forget(session);
    return stands;
  } catch (error) {
    const keep = error instanceof Offline || (error instanceof ApiProblem && error.status >= 500);
    if (!keep) throw error;
    await enqueue({ key, url: addressOf(ANSWER, { session }), method: 'PUT', body: JSON.stringify(body), at: Date.now() });
    await requestSync();
    await showQueue();
    return 'waiting';
  }
}

/** Takes away what waits or was refused for a session: overtaken by a newer answer, or seen by the person. */
export async function forget(session: string): Promise<void> {
  const waiting = waitingFor(session);
  if (!waiting) return;
  await dismiss(waiting.key);
  await showQueue();
}

async function showQueue(): Promise<void> {
  outbox.value = await readQueue();
}

interface SyncRegistration extends ServiceWorkerRegistration {
  sync?: { register(tag: string): Promise<void> };
}

/** Asks Chromium to wake the worker when the network is back; others send at `online` and at the next start. */
async function requestSync(): Promise<void> {
  const registration: SyncRegistration | undefined = await navigator.serviceWorker?.getRegistration();
  await registration?.sync?.register('outbox').catch(() => undefined);
}

async function flush(): Promise<void> {
  const before = (await readQueue()).length;
  if (before) await sendQueue();
  await showQueue();
  if (outbox.value.length !== before) await refreshMe();
}

/** Shows what waits from earlier visits and sends it now and whenever the network returns. */
export function startOutbox(): void {
  addEventListener('online', () => void flush());
  onWorkerMessage(message => {
    if (message.type === 'outbox') void showQueue().then(refreshMe);
  });
  void flush();
}
