import 'fake-indexeddb/auto';
import { beforeEach, expect, test } from 'vitest';
import { forgetMornings, keepUntil, readAll, tidyDoor } from '../../../background/door';
import { NO_HEADS } from '../../../state/heads';
import { keepMorning, keptPlace } from './morning';
import { countHeads, type DoorState, type Row, readTaps, tickFamily, unsent, withTaps } from './taps';

const row: Row = {
  family: 'f',
  nickname: 'Ali',
  lang: 'ar',
  heads: { ...NO_HEADS, children: 1, parents: 2 },
  arrived: false,
};
const hours = (n: number) => new Date(Date.now() + n * 3_600_000).toISOString();
const door: DoorState = {
  session: {
    id: 's',
    startsAt: hours(-1),
    endsAt: hours(1),
    status: 'open',
    door: { kind: 'main', name: '', lift: false },
    revision: 0,
  },
  opensAt: hours(-5),
  closed: false,
  folded: false,
  totals: { counted: false, heads: NO_HEADS, known: 0, new: 0, saidYes: 1, saidHeads: 3 },
  rows: [row],
};
const place = {
  slug: 'lorenskog',
  name: 'Lørenskog',
  timeZone: 'Europe/Oslo',
  roles: ['instructor' as const],
  languages: [],
};

beforeEach(async () => {
  indexedDB.deleteDatabase('door');
  await readTaps();
});

test('what was tapped is on the screen before it is sent', async () => {
  await tickFamily('s', 'f', true);
  await countHeads('s', { staff: 2 });
  await countHeads('s', { children: 1 }, { newFamilies: 1, lang: 'so' });
  await countHeads('other', { children: 7 });
  const { totals, rows } = withTaps(door, unsent.value);
  expect(totals).toMatchObject({
    counted: true,
    known: 1,
    new: 1,
    heads: { children: 2, parents: 2, staff: 2 },
  });
  expect(rows[0]?.arrived).toBe(true);
});

test('a second tap on a family takes it back, and nothing is below zero', async () => {
  await tickFamily('s', 'f', true);
  await tickFamily('s', 'f', false);
  await countHeads('s', { children: -1 });
  const { totals, rows } = withTaps(door, unsent.value);
  expect(totals).toMatchObject({ known: 0, heads: NO_HEADS });
  expect(rows[0]?.arrived).toBe(false);
});

test('F23: taps outlive the page', async () => {
  await countHeads('s', { young: 1 });
  unsent.value = [];
  await readTaps();
  expect(unsent.value).toHaveLength(1);
});

test('P3, S18: the phone keeps who is expected without names, for that morning only', async () => {
  await keepMorning({ place, door });
  expect(JSON.stringify(await readAll('mornings'))).not.toContain('Ali');
  expect((await keptPlace('lorenskog'))?.name).toBe('Lørenskog');
  await tidyDoor();
  expect(await readAll('mornings')).toHaveLength(1);
  keepUntil(Date.now() - 1);
  await tidyDoor();
  expect(await readAll('mornings')).toHaveLength(0);
});

test('P3: another day is not kept at all', async () => {
  await forgetMornings();
  await keepMorning({ place, door: { ...door, opensAt: hours(5) } });
  await keepMorning({ place, door: { ...door, session: { ...door.session, endsAt: hours(-9) } } });
  expect(await readAll('mornings')).toHaveLength(0);
});
