import { wallClock } from '../../../i18n/dates';

const MINUTE_MS = 60_000;
const digits = (n: number): string => String(n).padStart(2, '0');

/** The date and time of day that clocks at the place show, as the phone's own pickers want them. */
export function pickerValues(instant: string): { date: string; time: string } {
  const { year, month, day, hour, minute } = wallClock(instant);
  return { date: `${year}-${digits(month)}-${digits(day)}`, time: `${digits(hour)}:${digits(minute)}` };
}

/** The instant at which clocks at the place show a date and a time; undefined when none does. */
export function instantAt(date: string, time: string): string | undefined {
  const meant = Date.parse(`${date}T${time}:00Z`);
  if (Number.isNaN(meant)) return undefined;
  for (const ahead of [60, 120]) {
    const instant = new Date(meant - ahead * MINUTE_MS).toISOString();
    const shown = pickerValues(instant);
    if (shown.date === date && shown.time === time) return instant;
  }
  return undefined;
}
