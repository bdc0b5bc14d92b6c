import { addressOf } from '../api/client';
import type { Waiting } from '../background/queue';
import { signal } from './signal';

/** Where an answer goes. */
export const ANSWER = '/api/sessions/{session}/answer';

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
export const loadQueue = () => import('../background/queue');

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
