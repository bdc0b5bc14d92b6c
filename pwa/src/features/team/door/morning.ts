import type { TeamPlace } from '../../../api/types';
import { forgetMornings, keep, keepUntil, readAll } from '../../../background/door';
import type { DoorState } from './taps';

/** A morning that this phone can count without a network. */
interface Morning {
  place: TeamPlace;
  door: DoorState;
  /** When the server last had all of this phone's taps. */
  sentAt?: number | undefined;
}

/** How long after a session's end it is kept who was expected. */
const AFTER_MS = 6 * 3_600_000;

/** Names are for the screen only: a phone that is left on a table or sold must not tell who comes here. */
const withoutNames = (door: DoorState): DoorState => ({
  ...door,
  rows: door.rows.map(row => ({ ...row, nickname: '' })),
});

/** Keeps today's door for the rest of the morning; other days are not kept. */
export async function keepMorning({ place, door, sentAt }: Morning): Promise<void> {
  const until = Date.parse(door.session.endsAt) + AFTER_MS;
  const now = Date.now();
  if (now < Date.parse(door.opensAt) || now > until) return;
  const { id } = door.session;
  await keep('mornings', { id, session: id, at: now, value: { place, door: withoutNames(door), sentAt } });
  keepUntil(until);
}

/** The morning that is kept of a place, if one is. */
export async function keptMorning(slug: string): Promise<Morning | undefined> {
  const all = await readAll<Morning>('mornings');
  return all.map(({ value }) => value).find(({ place }) => place.slug === slug);
}

/** The place of a door that this phone can count although nobody can be asked who is signed in. */
export const keptPlace = async (slug: string): Promise<TeamPlace | undefined> =>
  (await keptMorning(slug))?.place;

export { forgetMornings };
