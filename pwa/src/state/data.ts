import { useEffect } from 'preact/hooks';
import { addressOf, call } from '../api/client';
import type { Place, PlaceBrief, Session } from '../api/types';
import { readBoot } from './boot';
import { type Shown, type Source, source } from './source';
import { onWorkerMessage } from './worker';

interface Shelf {
  source: Source<unknown>;
  ask(): Promise<unknown>;
}

const handedOver = readBoot()?.data ?? {};
const shelves = new Map<string, Shelf>();

function shelfOf(address: string, ask: () => Promise<unknown>): Shelf {
  const known = shelves.get(address);
  if (known) return known;
  const shelf = { source: source<unknown>({ value: handedOver[address] }), ask };
  shelves.set(address, shelf);
  return shelf;
}

/** Reads again what pages show of an API address, after a write that changes it. */
export async function refresh(address: string): Promise<void> {
  const shelf = shelves.get(address);
  await shelf?.source.read(shelf.ask);
}

onWorkerMessage(message => {
  if (message.type === 'fresh') void refresh(message.address);
});

/** Reads all of it again, when the network is back. */
export const refreshAll = (): Promise<unknown> => Promise.all(Array.from(shelves.keys(), refresh));

/** The first use of what the server handed over needs no request; every later one asks for news. */
function useShared<T>(address: string, ask: () => Promise<T>): Shown<T> {
  const { source } = shelfOf(address, ask);
  useEffect(() => {
    if (address in handedOver) delete handedOver[address];
    else void refresh(address);
  }, [address]);
  return source.shown.value as Shown<T>;
}

/** All places with their next session. */
export const usePlaces = (): Shown<PlaceBrief[]> =>
  useShared('/api/places', () => call('get', '/api/places', {}));

/** One place with its coming sessions. */
export const usePlace = (place: string): Shown<Place> =>
  useShared(addressOf('/api/places/{place}', { place }), () =>
    call('get', '/api/places/{place}', { path: { place } }),
  );

/** One session and its place. */
export const useSession = (session: string): Shown<Session> =>
  useShared(addressOf('/api/sessions/{session}', { session }), () =>
    call('get', '/api/sessions/{session}', { path: { session } }),
  );
