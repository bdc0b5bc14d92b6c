import { useEffect, useState } from 'preact/hooks';
import { call, isStatus } from '../../../api/client';
import type { NotedDate, SeasonPlan } from '../../../api/types';
import { inWindow, useDraft } from '../../../state/kept';
import { type Changes, changesOf, type Dated, datedOf, ifMatch, isChanged, merge, sorted } from './plan';

/** What was changed and is not saved: `base` is the list, at `version`, that the changing began from. */
interface Unsaved {
  base?: Dated[];
  dates?: Dated[];
  version?: number;
}

export interface Editing {
  dates: Dated[];
  changed: boolean;
  /** What another organiser saved meanwhile; the own changes stand on top of it. */
  newer: Changes | undefined;
  put(dates: Dated[]): void;
  discard(): void;
  /** Saves the list. When somebody was quicker (412), the newer plan is fetched and merged before the refusal is thrown. */
  save(): Promise<SeasonPlan>;
}

/** The dates of a draft while they are edited: unsaved changes survive a reload and another organiser's saving. */
export function useEditing(plan: SeasonPlan, onPlan: (plan: SeasonPlan) => void): Editing {
  const name = `plan ${plan.id}`;
  const [unsaved, setUnsaved] = useDraft<Unsaved>(name, {});
  const [newer, setNewer] = useState<Changes>();
  const saved = datedOf(plan);
  const dates = unsaved.dates ?? saved;
  const forget = () => {
    setUnsaved({});
    inWindow.forget(name);
    setNewer(undefined);
  };
  const rebase = (next: SeasonPlan) => {
    const { base = saved, dates: mine } = unsaved;
    const theirs = datedOf(next);
    const changes = changesOf(base, theirs);
    if (isChanged(changes)) setNewer(changes);
    if (mine) setUnsaved({ base: theirs, version: next.version, dates: merge(base, mine, theirs) });
  };
  useEffect(() => {
    if (unsaved.dates && unsaved.version !== plan.version) rebase(plan);
  }, [plan.version]);
  return {
    dates,
    changed: isChanged(changesOf(saved, dates)),
    newer,
    put: next => setUnsaved({ base: saved, version: plan.version, ...unsaved, dates: sorted(next) }),
    discard: forget,
    async save() {
      try {
        const next = await call('put', '/api/seasons/{season}', {
          path: { season: plan.id },
          body: { dates },
          ifMatch: ifMatch(plan.version),
        });
        forget();
        onPlan(next);
        return next;
      } catch (error) {
        if (isStatus(error, 412)) onPlan(await readPlan(plan.id));
        throw error;
      }
    },
  };
}

export const readPlan = (season: string): Promise<SeasonPlan> =>
  call('get', '/api/seasons/{season}', { path: { season } });

/** What to look at in each date; the server is asked about those that it has not noted yet. */
export function useNotes(plan: SeasonPlan, dates: readonly Dated[]): Record<string, NotedDate['notes']> {
  const [asked, setAsked] = useState<Record<string, NotedDate['notes']>>({});
  const known = { ...Object.fromEntries(plan.dates.map(({ date, notes }) => [date, notes])), ...asked };
  const unknown = dates.map(({ date }) => date).filter(date => !known[date]);
  useEffect(() => {
    if (!unknown.length) return;
    const body = { text: unknown.join('\n'), year: plan.year, half: plan.half };
    void call('post', '/api/places/{place}/dates', { path: { place: plan.place }, body }).then(
      read =>
        setAsked({ ...asked, ...Object.fromEntries(read.dates.map(({ date, notes }) => [date, notes])) }),
      () => undefined, // without a network there is nothing to note; saving says so
    );
  }, [unknown.join()]);
  return known;
}
