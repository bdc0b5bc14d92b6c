/** The answers that wait on this phone for a network. Shared by the pages and the service worker. */

import { type Database, within } from './database';

export interface Waiting {
  /** Idempotency-Key: however often it is sent, it has one effect. */
  key: string;
  url: string;
  method: 'PUT' | 'POST' | 'DELETE';
  /** JSON, or null. */
  body: string | null;
  /** Milliseconds since 1970, when the person answered. */
  at: number;
  /** Set when the server refused for good; kept until the person has seen it. */
  refused?: { status: number; code: string };
}

const STORE = 'waiting';
const OUTBOX: Database = { name: 'outbox', stores: [STORE], keyPath: 'key' };

const inQueue = <T>(mode: IDBTransactionMode, act: (store: IDBObjectStore) => IDBRequest<T>): Promise<T> =>
  within(OUTBOX, STORE, mode, act);

/** All that waits or was refused, oldest first. */
export const readQueue = async (): Promise<Waiting[]> =>
  (await inQueue<Waiting[]>('readonly', store => store.getAll())).sort((a, b) => a.at - b.at);

/** Adds an answer. It replaces an older one to the same address: the last word counts. */
export async function enqueue(waiting: Waiting): Promise<void> {
  for (const older of await readQueue()) if (older.url === waiting.url) await dismiss(older.key);
  await inQueue('readwrite', store => store.put(waiting));
}

/** Takes an entry out: sent, replaced, or seen by the person. */
export const dismiss = (key: string): Promise<undefined> => inQueue('readwrite', store => store.delete(key));

/** Forgets everything, when the family signs out or is erased. */
export const emptyQueue = (): Promise<undefined> => inQueue('readwrite', store => store.clear());

/** What a server says when the same request may well succeed later. */
const mayPass = (status: number, code: string) =>
  status >= 500 || [408, 425, 429].includes(status) || code === 'idempotency.in_flight';

/** Sends one entry. False: not now, try again later. */
async function deliver(waiting: Waiting): Promise<boolean> {
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
  if (mayPass(response.status, code)) return false;
  await inQueue('readwrite', store => store.put({ ...waiting, refused: { status: response.status, code } }));
  return true;
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
