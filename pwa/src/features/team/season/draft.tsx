import { useState } from 'preact/hooks';
import { call } from '../../../api/client';
import type { SeasonPlan } from '../../../api/types';
import { formatList } from '../../../i18n/dates';
import { t } from '../../../i18n/i18n';
import { useAttempt } from '../../../state/attempt';
import { useReading } from '../../../state/reading';
import { navigate, to } from '../../../state/route';
import { say } from '../../../state/toast';
import { Alert } from '../../../ui/alert';
import { Button } from '../../../ui/button';
import { Dialog } from '../../../ui/dialog';
import { Notice } from '../../../ui/notice';
import { Adding } from './adding';
import { DateRow } from './date-row';
import { type Editing, useEditing, useNotes } from './editing';
import { type Changes, type Dated, dayOf } from './plan';
import { Publishing } from './publishing';
import css from './season.module.css';
import { Skipped } from './skipped-list';
import { TasksOf } from './tasks';

interface Props {
  plan: SeasonPlan;
  onPlan(plan: SeasonPlan): void;
}

const USUAL = { from: '11:30', to: '13:30' };

/** The hours and room that a new date begins with: the place's. */
function useUsual(place: string): Omit<Dated, 'date'> {
  const { value } = useReading(place, () => call('get', '/api/places/{place}/settings', { path: { place } }));
  if (!value) return USUAL; // also without a network: hours can be changed on every date
  const { usualFrom: from, usualTo: to, usualCapacity } = value;
  return { from, to, ...(usualCapacity && { capacity: usualCapacity }) };
}

/** The list of a draft, free to change until it is published. */
export function Draft({ plan, onPlan }: Props) {
  const editing = useEditing(plan, onPlan);
  const { dates, put, changed } = editing;
  const notes = useNotes(plan, dates);
  const usual = useUsual(plan.place);
  const add = (days: string[]) => {
    const known = new Set(dates.map(({ date }) => date));
    put([...dates, ...days.filter(date => !known.has(date)).map(date => ({ ...usual, date }))]);
  };
  return (
    <>
      <h2>{t('season.dates')}</h2>
      <Skipped season={plan.id} />
      <Adding plan={plan} dates={dates} onAdd={add} />
      {!dates.length && <p>{t('season.dates.none')}</p>}
      <ol class={css.list}>
        {dates.map(dated => (
          <li key={dated.date}>
            <DateRow
              dated={dated}
              notes={notes[dated.date] ?? []}
              onChange={next => put(dates.map(each => (each === dated ? next : each)))}
              onRemove={() => put(dates.filter(each => each !== dated))}
            >
              <TasksOf plan={plan} date={dated.date} onPlan={onPlan} />
            </DateRow>
          </li>
        ))}
      </ol>
      <div role="status">{editing.newer && <Newer changes={editing.newer} />}</div>
      {changed && <Save editing={editing} />}
      {dates.length > 0 && <Publishing plan={plan} editing={editing} notes={notes} onPlan={onPlan} />}
      <Delete plan={plan} />
    </>
  );
}

function Save({ editing }: { editing: Editing }) {
  const { busy, error, run } = useAttempt();
  const save = () => run(async () => editing.save().then(() => say(t('is.saved'))));
  return (
    <div class={css.save}>
      <p>{t('season.unsaved')}</p>
      <Alert text={error} />
      <Button look="main" icon="check" busy={busy} onClick={save}>
        {t('season.save')}
      </Button>
      <Button look="quiet" busy={busy} onClick={editing.discard}>
        {t('season.discard')}
      </Button>
    </div>
  );
}

/** What another organiser saved meanwhile. */
function Newer({ changes }: { changes: Changes }) {
  const kinds = ['added', 'removed', 'changed'] as const;
  return (
    <Notice icon="family">
      <p>
        <b>{t('season.newer')}</b>
      </p>
      <ul>
        {kinds
          .filter(kind => changes[kind].length)
          .map(kind => (
            <li key={kind}>{t(`season.newer.${kind}`, { dates: formatList(changes[kind].map(dayOf)) })}</li>
          ))}
      </ul>
      <p>{t('season.newer.kept')}</p>
    </Notice>
  );
}

function Delete({ plan }: { plan: SeasonPlan }) {
  const [asks, setAsks] = useState(false);
  const { busy, error, run } = useAttempt();
  const remove = () =>
    run(async () => {
      await call('delete', '/api/seasons/{season}', { path: { season: plan.id } });
      await navigate(to(`/team/${plan.place}/season`));
    });
  return (
    <>
      <p>
        <Button look="quiet" icon="trash" onClick={() => setAsks(true)}>
          {t('season.delete')}
        </Button>
      </p>
      <Dialog title={t('season.delete')} open={asks} onClose={() => setAsks(false)}>
        <p>{t('season.delete.sure')}</p>
        <Alert text={error} />
        <Button icon="trash" busy={busy} onClick={remove}>
          {t('season.delete')}
        </Button>
      </Dialog>
    </>
  );
}
