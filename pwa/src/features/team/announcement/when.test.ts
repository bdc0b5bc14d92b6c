import { expect, test } from 'vitest';
import { instantAt, pickerValues } from './when';

test.each([
  ['winter', '2026-12-05', '11:30', '2026-12-05T10:30:00.000Z'],
  ['summer', '2027-06-05', '11:30', '2027-06-05T09:30:00.000Z'],
  ['the hour that is skipped', '2027-03-28', '02:30', undefined],
  ['no date at all', '', '11:30', undefined],
])('%s: F8 the clock at the place becomes an instant', (_, date, time, instant) => {
  expect(instantAt(date, time)).toBe(instant);
  if (instant) expect(pickerValues(instant)).toEqual({ date, time });
});
