/** The answers that wait on this phone for a network. Shared by the pages and the service worker. */

import { askedPause, mayPass } from '../state/retry';
import { steadyNow } from '../state/steady-now';
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
  /** The same by a clock that nobody sets; it may stand still while the phone sleeps. */
  steadyAt?: number;
  /** Milliseconds since 1970, before which the server does not want to be asked again. */
  notBefore?: number;
  /** Set when the server refused for good; kept until the person has seen it. */
  refused?: { status: number; code: string };
}

const rows = rowsOf<Waiting>({ name: 'outbox', stores: ['waiting'], keyPath: 'key' }, 'waiting');

/** All that waits or was refused, oldest first. */
export const readQueue = async (): Promise<Waiting[]> => (await rows.all()).sort((a, b) => a.at - b.at);

/** Adds an answer. Of those to one address the one that was given last stays, whenever it comes here. */
export async function enqueue(waiting: Waiting): Promise<void> {
  const same = (await readQueue()).filter(({ url }) => url === waiting.url);
  if (same.some(({ at }) => at > waiting.at)) return;
  for (const older of same) await dismiss(older.key);
  await rows.put(waiting);
}

/**
 * How many milliseconds ago the person answered: the server refuses what is older than the family's newest act. The longer of two
 * clocks' words holds, since one may be set back and the other sleeps with the phone.
 */
function agoOf({ at, steadyAt = steadyNow() }: Waiting): number {
  const ms = Math.max(Date.now() - at, steadyNow() - steadyAt);
  return Math.min(Math.max(1, ms), 31_536_000_000);
}

/** A request that takes longer is given up for now. */
const PATIENCE_MS = 20_000;

async function post({ url, method, key, body }: Waiting, ago: number): Promise<Response | undefined> {
  const patience = new AbortController();
  const timer = setTimeout(() => patience.abort(), PATIENCE_MS);
  const headers = { 'content-type': 'application/json', 'idempotency-key': key, 'acted-ago': `${ago}` };
  const response = await fetch(url, { method, headers, body, signal: patience.signal }).catch(
    () => undefined,
  );
  clearTimeout(timer);
  return response;
}

/** Takes an entry out: sent, replaced, or seen by the person. */
export const dismiss = rows.remove;

/** Forgets everything, when the family signs out or is erased. */
export const emptyQueue = rows.clear;

/** Notes what the server said about an entry, unless a newer answer has taken its place meanwhile. */
async function mark(waiting: Waiting): Promise<void> {
  if ((await rows.all()).some(({ key }) => key === waiting.key)) await rows.put(waiting);
}

/** Sends one entry. What cannot go now stays. */
async function deliver(waiting: Waiting): Promise<void> {
  if ((waiting.notBefore ?? 0) > Date.now()) return;
  const response = await post(waiting, agoOf(waiting));
  if (!response) return;
  if (response.ok) return dismiss(waiting.key);
  const { code = 'unknown' }: { code?: string } = await response.json().catch(() => ({}));
  const { status, headers } = response;
  const later = mayPass(status, code);
  const notBefore = Date.now() + askedPause(headers.get('retry-after'));
  await mark({ ...waiting, ...(later ? { notBefore } : { refused: { status, code } }) });
}

async function deliverAll(): Promise<Waiting[]> {
  const waiting = (await readQueue()).filter(({ refused }) => !refused);
  await Promise.all(waiting.map(deliver));
  return readQueue();
}

/**
 * Sends what waits, all at once, so that none holds up the others, and returns what is left. A lock keeps
 * windows and worker from doing it at once; where locks are missing (Safari before 15.4) the keys alone
 * prevent doubles.
 */
export const sendQueue = (): Promise<Waiting[]> =>
  navigator.locks ? navigator.locks.request('outbox', deliverAll) : deliverAll();
