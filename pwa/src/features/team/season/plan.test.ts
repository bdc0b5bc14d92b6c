import { describe, expect, test } from 'vitest';
import { freeHalves } from './begin';
import { capacityOf, changesOf, type Dated, merge } from './plan';

const on = (date: string, change: Partial<Dated> = {}): Dated => ({
  date,
  from: '11:30',
  to: '13:30',
  ...change,
});
const base = [on('2027-01-09'), on('2027-02-06'), on('2027-03-06')];

describe('two organisers at one draft (F21)', () => {
  test('what either did stands', () => {
    const mine = [on('2027-01-09', { capacity: 40 }), on('2027-02-06'), on('2027-04-10')];
    const theirs = [on('2027-01-09'), on('2027-03-06'), on('2027-05-08')];
    expect(merge(base, mine, theirs)).toEqual([
      on('2027-01-09', { capacity: 40 }),
      on('2027-04-10'),
      on('2027-05-08'),
    ]);
  });

  test('where both changed a date, mine stands until I have looked', () => {
    const mine = [on('2027-01-09', { from: '12:00' }), ...base.slice(1)];
    const theirs = [on('2027-01-09', { from: '10:00' }), ...base.slice(1)];
    expect(merge(base, mine, theirs)[0]?.from).toBe('12:00');
  });

  test('what the other changed is said', () => {
    const theirs = [on('2027-01-09', { to: '14:00' }), on('2027-03-06'), on('2027-05-08')];
    expect(changesOf(base, theirs)).toEqual({
      added: ['2027-05-08'],
      removed: ['2027-02-06'],
      changed: ['2027-01-09'],
    });
  });

  test('a list that came back to what it was has not changed', () => {
    expect(changesOf(base, [...base].reverse())).toEqual({ added: [], removed: [], changed: [] });
  });
});

test.each([
  ['40', { capacity: 40 }],
  ['', {}],
  ['0', {}],
  ['mange', {}],
  ['99999', { capacity: 2000 }],
])('room for "%s"', (text, room) => expect(capacityOf(text)).toEqual(room));

test('a new season is of a half year that is not over and not there', () => {
  const autumn = new Date('2026-11-22T12:00:00Z');
  expect(freeHalves([{ year: 2027, half: 'spring' }], autumn)).toEqual([
    { year: 2026, half: 'autumn' },
    { year: 2027, half: 'autumn' },
    { year: 2028, half: 'spring' },
    { year: 2028, half: 'autumn' },
  ]);
});
