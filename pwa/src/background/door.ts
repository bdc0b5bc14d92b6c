/**
 * What this phone keeps of a door, so that a whole morning can be counted without a network: the taps that the server has
 * not taken yet, and who is expected that day, without names. Shared by the door's page and what runs at every start.
 */

export interface Kept<T> {
  id: string;
  session: string;
  /** Milliseconds since 1970. */
  at: number;
  value: T;
}

const STORES = ['taps', 'mornings'] as const;
export type Store = (typeof STORES)[number];

/** When the morning that is kept is over, in milliseconds since 1970, for the start of the app. */
const UNTIL = 'door';

function open(): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open('door', 1);
    request.onupgradeneeded = () => {
      for (const store of STORES) request.result.createObjectStore(store, { keyPath: 'id' });
    };
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

async function within<T>(
  name: Store,
  mode: IDBTransactionMode,
  act: (store: IDBObjectStore) => IDBRequest<T>,
): Promise<T> {
  const db = await open();
  try {
    return await new Promise<T>((resolve, reject) => {
      const transaction = db.transaction(name, mode);
      const request = act(transaction.objectStore(name));
      transaction.oncomplete = () => resolve(request.result);
      transaction.onabort = transaction.onerror = () => reject(transaction.error);
    });
  } finally {
    db.close();
  }
}

/** Everything in a store, oldest first. */
export const readAll = async <T>(name: Store): Promise<Kept<T>[]> =>
  (await within<Kept<T>[]>(name, 'readonly', store => store.getAll())).sort((a, b) => a.at - b.at);

export const keep = <T>(name: Store, kept: Kept<T>): Promise<unknown> =>
  within(name, 'readwrite', store => store.put(kept));

export const drop = (name: Store, id: string): Promise<undefined> =>
  within(name, 'readwrite', store => store.delete(id));

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
  await within('mornings', 'readwrite', store => store.clear());
  localStorage.removeItem(UNTIL);
}

/** Forgets who was expected once the morning is over. Runs at every start of the app. */
export async function tidyDoor(): Promise<void> {
  const until = Number(localStorage.getItem(UNTIL));
  if (until && until < Date.now()) await forgetMornings();
}
