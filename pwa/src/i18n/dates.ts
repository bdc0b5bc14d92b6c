import { dateTable, inDigits } from './i18n';

const OSLO = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Europe/Oslo',
  year: 'numeric',
  month: 'numeric',
  day: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
});

interface WallClock {
  year: number;
  month: number;
  day: number;
  hour: number;
  minute: number;
}

/** What a clock on the wall of the hall shows at `instant`, wherever the phone is and whatever its own zone. */
export function wallClock(instant: string | Date): WallClock {
  const parts = OSLO.formatToParts(new Date(instant));
  const read = (type: string) => Number(parts.find(part => part.type === type)?.value);
  return {
    year: read('year'),
    month: read('month'),
    day: read('day'),
    hour: read('hour'),
    minute: read('minute'),
  };
}

const weekdayOf = ({ year, month, day }: WallClock) => new Date(Date.UTC(year, month - 1, day)).getUTCDay();
const fillIn = (pattern: string, values: Record<string, string | number | undefined>) =>
  inDigits(
    pattern.replace(/\{(\w+)\}/g, (_, name: string) => String(values[name] ?? '')),
    dateTable().digits,
  );

/** "lørdag 5. desember": the day of a session in running text. */
export const formatDate = (instant: string | Date): string => formatDay(instant, dateTable().date);

/** "lørdag 5. desember 2026": where the year is not clear from the page. */
export const formatDateYear = (instant: string | Date): string => formatDay(instant, dateTable().dateYear);

function formatDay(instant: string | Date, pattern: string): string {
  const { weekdaysLong, monthsLong } = dateTable();
  const clock = wallClock(instant);
  return fillIn(pattern, {
    ...clock,
    weekday: weekdaysLong[weekdayOf(clock)],
    month: monthsLong[clock.month - 1],
  });
}

/** The parts of a calendar leaf: short weekday, day, short month. */
export function calendarLeaf(instant: string | Date): { weekday: string; day: string; month: string } {
  const { weekdaysShort, monthsShort, digits } = dateTable();
  const clock = wallClock(instant);
  return {
    weekday: weekdaysShort[weekdayOf(clock)] ?? '',
    day: inDigits(String(clock.day), digits),
    month: monthsShort[clock.month - 1] ?? '',
  };
}

const twoDigits = (n: number) => String(n).padStart(2, '0');

/** "11.30" or "11:30" or "١١:٣٠". */
export function formatTime(instant: string | Date): string {
  const { hour, minute } = wallClock(instant);
  return fillIn(dateTable().time, { hour: twoDigits(hour), minute: twoDigits(minute) });
}

/** "11:30" on the clock of the hall, as the language writes it. */
export const formatClock = (clock: string): string =>
  fillIn(dateTable().time, { hour: clock.slice(0, 2), minute: clock.slice(3, 5) });

/** "11.30–13.30". */
export const formatSpan = (from: string | Date, to: string | Date): string =>
  `${formatTime(from)}–${formatTime(to)}`;

/**
 * "Barn: 1 · Foreldre: 1": facts in one line, in either direction. Beside a number in Arabic digits a dot would be
 * read as one more zero, so a comma stands there.
 */
export const formatFacts = (facts: readonly string[]): string =>
  facts.join(dateTable().digits === '0123456789' ? ' · ' : '، ');

/** "a, b og c". */
export function formatList(items: readonly string[]): string {
  const { listSeparator, listLast } = dateTable();
  const last = items[items.length - 1] ?? '';
  return items.length < 2 ? last : items.slice(0, -1).join(listSeparator) + listLast + last;
}
