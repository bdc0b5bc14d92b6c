import { useEffect } from 'preact/hooks';
import { call, isStatus } from '../../../api/client';
import type { components } from '../../../api/schema';
import { type Reading, useReading } from '../../../state/reading';
import { followSession } from './follow';

export type Saturday = components['schemas']['Saturday'];
export type Shift = components['schemas']['SaturdayShift'];

/** Follows a session of a place; without an id, the next one. Nothing of it is stored. */
export function useSaturday(place: string, session: string | undefined): Reading<Saturday> {
  const query: Record<string, string> = session ? { session } : {};
  const saturday = useReading(`${place} ${session}`, () =>
    call('get', '/api/places/{place}/saturday', { path: { place }, query }),
  );
  const id = saturday.value?.session.id;
  const nobody = isStatus(saturday.error, 401);
  useEffect(() => (id && !nobody ? followSession(id, saturday.again) : undefined), [id, nobody]);
  return saturday;
}

/** Languages that families ask an interpreter for and nobody on shift speaks. */
export const missingOf = ({ interpreters }: Saturday): string[] =>
  interpreters.filter(({ speakers }) => speakers === 0).map(({ lang }) => lang);
