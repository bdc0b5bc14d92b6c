import type { NotedDate, SeasonDate, SeasonPlan } from '../../../api/types';
import { formatClock, formatDate, formatFacts } from '../../../i18n/dates';
import { number, t } from '../../../i18n/i18n';

type Notes = NotedDate['notes'];

/** A date as an organiser edits it. */
export interface Dated {
  date: string;
  from: string;
  to: string;
  capacity?: number;
}

/** Noon of a day: wherever it is read, it is that day at the place. */
export const noon = (date: string): string => `${date}T12:00:00Z`;

/** "lørdag 2. mars". */
export const dayOf = (date: string): string => formatDate(noon(date));

/** "Våren 2027". */
export const nameOf = ({ year, half }: Pick<SeasonPlan, 'year' | 'half'>): string =>
  t(`season.${half}`, { year: String(year) });

/** "11.30–13.30 · plass til 40". */
export const hoursOf = ({ from, to, capacity }: Dated): string =>
  formatFacts([
    `${formatClock(from)}–${formatClock(to)}`,
    ...(capacity ? [t('season.capacity.is', { n: capacity })] : []),
  ]);

/** What to look at, in words: "Påske, ikke en lørdag". */
export const wordsOf = (notes: Notes): string => notes.map(note => t(`season.note.${note}`)).join(', ');

export const ifMatch = (version: number): string => `"v${version}"`;

/** The editable part of the dates of a plan. */
export const datedOf = (plan: SeasonPlan): Dated[] =>
  plan.dates.map(({ date, from, to, capacity }: SeasonDate) => ({
    date,
    from,
    to,
    ...(capacity && { capacity }),
  }));

/** What the list of `mine` changed over `base`, or `theirs` did. */
export interface Changes {
  added: string[];
  removed: string[];
  changed: string[];
}

const byDate = (list: readonly Dated[]) => new Map(list.map(each => [each.date, each]));
const same = (a: Dated | undefined, b: Dated | undefined) =>
  a === b || (a && b && a.from === b.from && a.to === b.to && a.capacity === b.capacity);

/** How one list differs from another that it came from. */
export function changesOf(base: readonly Dated[], next: readonly Dated[]): Changes {
  const [before, after] = [byDate(base), byDate(next)];
  return {
    added: next.filter(({ date }) => !before.has(date)).map(({ date }) => date),
    removed: base.filter(({ date }) => !after.has(date)).map(({ date }) => date),
    changed: next
      .filter(each => before.has(each.date) && !same(before.get(each.date), each))
      .map(({ date }) => date),
  };
}

export const isChanged = ({ added, removed, changed }: Changes): boolean =>
  added.length + removed.length + changed.length > 0;

/** Both organisers' changes to `base` in one list; where both touched a date, mine stands. */
export function merge(base: readonly Dated[], mine: readonly Dated[], theirs: readonly Dated[]): Dated[] {
  const [before, own, other] = [byDate(base), byDate(mine), byDate(theirs)];
  const dates = new Set([...own.keys(), ...other.keys()]);
  return sorted(
    [...dates].flatMap(date => {
      const untouched = same(own.get(date), before.get(date));
      const chosen = untouched ? other.get(date) : own.get(date);
      return chosen ? [chosen] : [];
    }),
  );
}

export const sorted = (list: readonly Dated[]): Dated[] =>
  [...list].sort((a, b) => a.date.localeCompare(b.date));

/** An empty field is no limit; letters are none either. */
export const capacityOf = (text: string): { capacity?: number } => {
  const n = Number.parseInt(text, 10);
  return n > 0 ? { capacity: Math.min(n, 2000) } : {};
};

/** A number for a field: empty when there is none. */
export const written = (n: number | undefined): string => (n ? number(n) : '');
