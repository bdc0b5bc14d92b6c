/**
 * What this phone keeps of a door, so that a whole morning can be counted without a network: the taps that the server has
 * not taken yet, and who is expected that day, without names. Shared by the door's page and what runs at every start.
 */

import { MORNING_UNTIL, onPhone } from '../state/kept';
import { type Rows, rowsOf } from './database';

export interface Kept<T> {
  id: string;
  session: string;
  /** Milliseconds since 1970. */
  at: number;
  value: T;
}

const DOOR = { name: 'door', stores: ['taps', 'mornings'], keyPath: 'id' } as const;
const taps: Rows<Kept<unknown>> = rowsOf(DOOR, 'taps');
const mornings: Rows<Kept<unknown>> = rowsOf(DOOR, 'mornings');
const stores = { taps, mornings };
export type Store = keyof typeof stores;

/** Everything in a store, oldest first. */
export const readAll = async <T>(name: Store): Promise<Kept<T>[]> =>
  ((await stores[name].all()) as Kept<T>[]).sort((a, b) => a.at - b.at);

export const keep = (name: Store, kept: Kept<unknown>): Promise<void> => stores[name].put(kept);

export const drop = (name: Store, id: string): Promise<void> => stores[name].remove(id);

/** Notes until when a morning is kept. */
export const keepUntil = (time: number): void => onPhone.write(MORNING_UNTIL, time);

/** Forgets who was expected. Taps that were not sent stay until they are. */
export async function forgetMornings(): Promise<void> {
  await mornings.clear();
  onPhone.forget(MORNING_UNTIL);
}

/** Forgets who was expected once the morning is over. Runs at every start of the app. */
export async function tidyDoor(): Promise<void> {
  const until = onPhone.read<number>(MORNING_UNTIL);
  if (until && until < Date.now()) await forgetMornings();
}
