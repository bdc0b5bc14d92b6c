import { type Signal, signal } from '@preact/signals';
import { useEffect, useMemo } from 'preact/hooks';
import { addressOf, call } from '../api/client';
import type { Place, PlaceBrief, Session } from '../api/types';
import { readBoot } from './boot';

/** What a page shows of something that it reads: `value` stays while a newer one is fetched. */
export interface Reading<T> {
  value?: T;
  error?: unknown;
}

const handedOver = readBoot()?.data ?? {};
const readings = new Map<string, Signal<Reading<unknown>>>();

function reading<T>(address: string): Signal<Reading<T>> {
  let found = readings.get(address);
  if (!found) {
    found = signal<Reading<unknown>>(address in handedOver ? { value: handedOver[address] } : {});
    readings.set(address, found);
  }
  return found as Signal<Reading<T>>;
}

/** Reads again whatever was read at `address`, if anything was; a failure keeps the value that is shown. */
type Read<T> = () => Promise<T>;

async function refresh<T>(address: string, read: Read<T>): Promise<void> {
  const target = reading<T>(address);
  try {
    target.value = { value: await read() };
  } catch (error) {
    target.value = { ...target.value, error };
  }
}

function useReading<T>(address: string, read: Read<T>): Reading<T> {
  const target = useMemo(() => reading<T>(address), [address]);
  useEffect(() => {
    if (address in handedOver) delete handedOver[address];
    else void refresh(address, read);
  }, [address]);
  return target.value;
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
