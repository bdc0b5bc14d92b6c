/** The answers that wait on this phone for a network. Shared by the pages and the service worker. */

import { askedPause, mayPass } from '../state/retry';
import { rowsOf } from './database';

export interface Waiting {
  /** Idempotency-Key: however often it is sent, it has one effect. */
  key: string;
  url: string;
  method: 'PUT' | 'POST' | 'DELETE';
  /** JSON, or null. */
  body: string | null;
  /** Milliseconds since 1970, when the person answered. */
  at: number;
  /** Milliseconds since 1970, before which the server does not want to be asked again. */
  notBefore?: number;
  /** Set when the server refused for good; kept until the person has seen it. */
  refused?: { status: number; code: string };
}

const rows = rowsOf<Waiting>({ name: 'outbox', stores: ['waiting'], keyPath: 'key' }, 'waiting');

/** All that waits or was refused, oldest first. */
export const readQueue = async (): Promise<Waiting[]> => (await rows.all()).sort((a, b) => a.at - b.at);

/** Adds an answer. It replaces an older one to the same address: the last word counts. */
export async function enqueue(waiting: Waiting): Promise<void> {
  for (const older of await readQueue()) if (older.url === waiting.url) await dismiss(older.key);
  await rows.put(waiting);
}

/** Takes an entry out: sent, replaced, or seen by the person. */
export const dismiss = rows.remove;

/** Forgets everything, when the family signs out or is erased. */
export const emptyQueue = rows.clear;

/** Notes what the server said about an entry, unless a newer answer has taken its place meanwhile. */
async function mark(waiting: Waiting): Promise<void> {
  if ((await rows.all()).some(({ key }) => key === waiting.key)) await rows.put(waiting);
}

/** Sends one entry. False: not now, try again later. */
async function deliver(waiting: Waiting): Promise<boolean> {
  if ((waiting.notBefore ?? 0) > Date.now()) return false;
  const response = await fetch(waiting.url, {
    method: waiting.method,
    headers: { 'content-type': 'application/json', 'idempotency-key': waiting.key },
    body: waiting.body,
  }).catch(() => undefined);
  if (!response) return false;
  if (response.ok) {
    await dismiss(waiting.key);
    return true;
  }
  const { code = 'unknown' }: { code?: string } = await response.json().catch(() => ({}));
  const { status, headers } = response;
  if (!mayPass(status, code)) {
    await mark({ ...waiting, refused: { status, code } });
    return true;
  }
  await mark({ ...waiting, notBefore: Date.now() + askedPause(headers.get('retry-after')) });
  return false;
}

async function deliverAll(): Promise<Waiting[]> {
  for (const waiting of await readQueue()) {
    if (!waiting.refused && !(await deliver(waiting))) break;
  }
  return readQueue();
}

/**
 * Sends what waits, in order, stops at the first that cannot go now, and returns what is left. A lock keeps
 * windows and worker from doing it at once; where locks are missing (Safari before 15.4) the keys alone
 * prevent doubles.
 */
export const sendQueue = (): Promise<Waiting[]> =>
  navigator.locks ? navigator.locks.request('outbox', deliverAll) : deliverAll();
