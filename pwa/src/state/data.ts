import { useEffect } from 'preact/hooks';
import { addressOf, call } from '../api/client';
import type { Place, PlaceBrief, Session } from '../api/types';
import { readBoot } from './boot';
import { type Signal, signal } from './signal';
import { onWorkerMessage } from './worker';

/** What a page shows of something that it reads: `value` stays while a newer one is fetched. */
export interface Reading<T> {
  value?: T;
  error?: unknown;
}

type Read = () => Promise<unknown>;

interface Shelf {
  shown: Signal<Reading<unknown>>;
  read: Read;
}

const handedOver = readBoot()?.data ?? {};
const shelves = new Map<string, Shelf>();

function shelfOf(address: string, read: Read): Shelf {
  const known = shelves.get(address);
  if (known) return known;
  const shelf = { shown: signal<Reading<unknown>>({ value: handedOver[address] }), read };
  shelves.set(address, shelf);
  return shelf;
}

/** Reads again what pages show of an API address, after a write that changes it. A failure keeps what is shown. */
export async function refresh(address: string): Promise<void> {
  const shelf = shelves.get(address);
  if (!shelf) return;
  try {
    shelf.shown.value = { value: await shelf.read() };
  } catch (error) {
    shelf.shown.value = { ...shelf.shown.value, error };
  }
}

onWorkerMessage(message => {
  if (message.type === 'fresh') void refresh(message.address);
});

/** Reads all of it again, when the network is back. */
export const refreshAll = (): Promise<unknown> => Promise.all(Array.from(shelves.keys(), refresh));

/** The first use of what the server handed over needs no request; every later one asks for news. */
function useReading<T>(address: string, read: () => Promise<T>): Reading<T> {
  const { shown } = shelfOf(address, read);
  useEffect(() => {
    if (address in handedOver) delete handedOver[address];
    else void refresh(address);
  }, [address]);
  return shown.value as Reading<T>;
}

/** All places with their next session. */
export const usePlaces = (): Reading<PlaceBrief[]> =>
  useReading('/api/places', () => call('get', '/api/places', {}));

/** One place with its coming sessions. */
export const usePlace = (place: string): Reading<Place> =>
  useReading(addressOf('/api/places/{place}', { place }), () =>
    call('get', '/api/places/{place}', { path: { place } }),
  );

/** One session and its place. */
export const useSession = (session: string): Reading<Session> =>
  useReading(addressOf('/api/sessions/{session}', { session }), () =>
    call('get', '/api/sessions/{session}', { path: { session } }),
  );
