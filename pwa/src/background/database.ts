/** A database of this phone; its stores, each keyed by `keyPath`, are made when it is new. */
export interface Database {
  name: string;
  stores: readonly string[];
  keyPath: string;
}

/** The rows of one store. Nothing here throws: where the browser denies storage or it is full, rows live as long as the page. */
export interface Rows<T> {
  all(): Promise<T[]>;
  /** Resolves once the row is kept. It replaces one with the same key. */
  put(row: T): Promise<void>;
  remove(key: string): Promise<void>;
  clear(): Promise<void>;
}

function open({ name, stores, keyPath }: Database): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(name, 1);
    request.onupgradeneeded = () => {
      for (const store of stores) request.result.createObjectStore(store, { keyPath });
    };
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

/** Acts on one store. Resolves once the transaction is complete: what it wrote is kept. */
async function within<T>(
  database: Database,
  name: string,
  mode: IDBTransactionMode,
  act: (store: IDBObjectStore) => IDBRequest<T>,
): Promise<T> {
  const db = await open(database);
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

/** The rows of the store `name`. Those that could not be stored are beside it, and newer than what is in it. */
export function rowsOf<T>(database: Database, name: string): Rows<T> {
  const unstored = new Map<unknown, T>();
  const keyOf = (row: T) => (row as Record<string, unknown>)[database.keyPath];
  /** Undefined when storage is out of reach. */
  const attempt = <R>(mode: IDBTransactionMode, act: (store: IDBObjectStore) => IDBRequest<R>) =>
    within(database, name, mode, act).catch(() => undefined);
  return {
    async all() {
      const stored = (await attempt<T[]>('readonly', store => store.getAll())) ?? [];
      return [...stored.filter(row => !unstored.has(keyOf(row))), ...unstored.values()];
    },
    async put(row) {
      unstored.set(keyOf(row), row);
      if (await attempt('readwrite', store => store.put(row))) unstored.delete(keyOf(row));
    },
    async remove(key) {
      unstored.delete(key);
      await attempt('readwrite', store => store.delete(key));
    },
    async clear() {
      unstored.clear();
      await attempt('readwrite', store => store.clear());
    },
  };
}
