import { useEffect, useRef, useState } from 'preact/hooks';
import { call, isStatus } from '../../../api/client';
import type { components } from '../../../api/schema';
import { followSession } from './follow';

export type Saturday = components['schemas']['Saturday'];
export type Shift = components['schemas']['SaturdayShift'];

/** What the screen knows: the last answer stays while a newer one cannot be had. Nothing of it is stored. */
export interface Known {
  value?: Saturday;
  error?: unknown;
}

interface Reading extends Known {
  read(): Promise<void>;
}

/** Follows a session of a place; without an id, the next one. */
export function useSaturday(place: string, session: string | undefined): Reading {
  const [known, setKnown] = useState<Known>({});
  const state = useRef({ under: false, again: false, gone: false }).current;

  /** One reading at a time: what changes meanwhile is read once more afterwards. */
  async function read(): Promise<void> {
    state.again = state.under;
    if (state.under) return;
    state.under = true;
    const query: Record<string, string> = session ? { session } : {};
    try {
      const value = await call('get', '/api/places/{place}/saturday', { path: { place }, query });
      if (!state.gone) setKnown({ value });
    } catch (error) {
      if (!state.gone) setKnown(({ value }) => ({ ...(value && { value }), error }));
    }
    state.under = false;
    if (state.again && !state.gone) await read();
  }

  const id = known.value?.session.id;
  const nobody = isStatus(known.error, 401);
  useEffect(() => {
    void read();
    return () => {
      state.gone = true;
    };
  }, []);
  useEffect(() => (id && !nobody ? followSession(id, read) : undefined), [id, nobody]);
  return { ...known, read };
}

/** Languages that families ask an interpreter for and nobody on shift speaks. */
export const missingOf = ({ interpreters }: Saturday): string[] =>
  interpreters.filter(({ speakers }) => speakers === 0).map(({ lang }) => lang);
