import type { components } from '../../../api/schema';
import { type Kept, keep, readAll } from '../../../background/door';
import { type Heads, KINDS, NO_HEADS } from '../../../state/heads';
import { newKey } from '../../../state/key';
import { signal } from '../../../state/signal';

type Schemas = components['schemas'];
export type DoorBrief = Schemas['DoorBrief'];
export type DoorState = Schemas['DoorState'];
export type DoorTap = Schemas['DoorTap'];
export type DoorArrival = Schemas['DoorArrival'];
export type Row = Schemas['DoorRow'];

/** One tap on this phone, until the server has it. `refused`: the code with which it said no for good. */
export type Tap = ({ tap: DoorTap } | { arrival: DoorArrival }) & { refused?: string };

/** All taps of this phone that the server has not taken, of all sessions. */
export const unsent = signal<Kept<Tap>[]>([]);

/** Reads what is kept from earlier; without storage the taps live as long as the page. */
export async function readTaps(): Promise<void> {
  unsent.value = await readAll<Tap>('taps');
}

/** Random, in the form of a UUID. (crypto.randomUUID is missing in Safari before 15.4.) */
const newId = () => newKey().replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');

async function add(session: string, make: (id: string, tappedAt: string) => Tap): Promise<void> {
  const id = newId();
  const now = new Date();
  const kept = { id, session, at: now.getTime(), value: make(id, now.toISOString()) };
  unsent.value = [...unsent.peek(), kept];
  await keep('taps', kept);
}

/** Counts heads; `newFamilies` of them came without the app. */
export const countHeads = (
  session: string,
  more: Partial<Heads>,
  { newFamilies = 0, lang }: Pick<Partial<DoorTap>, 'newFamilies' | 'lang'> = {},
): Promise<void> =>
  add(session, (id, tappedAt) => ({
    tap: { id, tappedAt, heads: { ...NO_HEADS, ...more }, newFamilies, ...(lang && { lang }) },
  }));

/** A family came, or did not after all. */
export const tickFamily = (session: string, family: string, arrived: boolean): Promise<void> =>
  add(session, (id, tappedAt) => ({ arrival: { id, tappedAt, family, arrived } }));

const sum = (a: Heads, b: Heads, sign = 1): Heads =>
  Object.fromEntries(KINDS.map(kind => [kind, a[kind] + sign * b[kind]])) as Heads;

/** What the server knew last with what this phone has tapped since: what is on the screen. */
export function withTaps(door: DoorState, taps: readonly Kept<Tap>[]): DoorState {
  const rows = new Map(door.rows.map(row => [row.family, row]));
  let { heads, known, new: fresh, counted } = door.totals;
  for (const { session, value } of taps) {
    if (session !== door.session.id || value.refused) continue;
    counted = true;
    if ('tap' in value) {
      heads = sum(heads, value.tap.heads);
      fresh += value.tap.newFamilies;
      continue;
    }
    const { family, arrived } = value.arrival;
    const row = rows.get(family);
    if (!row || row.arrived === arrived) continue;
    heads = sum(heads, row.heads, arrived ? 1 : -1);
    known += arrived ? 1 : -1;
    rows.set(family, { ...row, arrived });
  }
  const whole = Object.fromEntries(KINDS.map(kind => [kind, Math.max(0, heads[kind])])) as Heads;
  return {
    ...door,
    rows: door.rows.map(row => rows.get(row.family) ?? row),
    totals: { ...door.totals, counted, heads: whole, known, new: Math.max(0, fresh) },
  };
}
