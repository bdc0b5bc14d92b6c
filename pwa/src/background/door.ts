/**
 * What this phone keeps of a door, so that a whole morning can be counted without a network: the taps that the server has
 * not taken yet, and who is expected that day, without names. Shared by the door's page and what runs at every start.
 */

import { type Database, within } from './database';

export interface Kept<T> {
  id: string;
  session: string;
  /** Milliseconds since 1970. */
  at: number;
  value: T;
}

const STORES = ['taps', 'mornings'] as const;
export type Store = (typeof STORES)[number];
const DOOR: Database = { name: 'door', stores: STORES, keyPath: 'id' };

/** When the morning that is kept is over, in milliseconds since 1970, for the start of the app. */
const UNTIL = 'door';

/** Everything in a store, oldest first. */
export const readAll = async <T>(name: Store): Promise<Kept<T>[]> =>
  (await within<Kept<T>[]>(DOOR, name, 'readonly', store => store.getAll())).sort((a, b) => a.at - b.at);

export const keep = <T>(name: Store, kept: Kept<T>): Promise<unknown> =>
  within(DOOR, name, 'readwrite', store => store.put(kept));

export const drop = (name: Store, id: string): Promise<undefined> =>
  within(DOOR, name, 'readwrite', store => store.delete(id));

/** Notes until when a morning is kept. */
export function keepUntil(time: number): void {
  try {
    localStorage.setItem(UNTIL, String(time));
  } catch {
    // storage is switched off, and IndexedDB with it: nothing is kept
  }
}

/** Forgets who was expected. Taps that were not sent stay until they are. */
export async function forgetMornings(): Promise<void> {
  await within(DOOR, 'mornings', 'readwrite', store => store.clear());
  localStorage.removeItem(UNTIL);
}

/** Forgets who was expected once the morning is over. Runs at every start of the app. */
export async function tidyDoor(): Promise<void> {
  const until = Number(localStorage.getItem(UNTIL));
  if (until && until < Date.now()) await forgetMornings();
}
