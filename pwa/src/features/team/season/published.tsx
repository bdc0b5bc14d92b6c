import { useState } from 'preact/hooks';
import { call, isStatus } from '../../../api/client';
import type { SeasonDate, SeasonPlan } from '../../../api/types';
import { formatFacts } from '../../../i18n/dates';
import { t } from '../../../i18n/i18n';
import { useAttempt } from '../../../state/attempt';
import { to } from '../../../state/route';
import { say } from '../../../state/toast';
import { Alert } from '../../../ui/alert';
import { Button, ButtonLink } from '../../../ui/button';
import { Dialog } from '../../../ui/dialog';
import { TextField } from '../../../ui/field';
import { More } from '../../../ui/more';
import { readPlan } from './editing';
import { HoursFields } from './hours-fields';
import { capacityOf, type Dated, dayOf, hoursOf, ifMatch, written } from './plan';
import { usePlanning } from './planning';
import css from './season.module.css';
import { TasksOf } from './tasks';

interface Props {
  plan: SeasonPlan;
  onPlan(plan: SeasonPlan): void;
}

/** The Saturdays of a published season. Moving and cancelling tell people, so that is where messages are sent. */
export function Published({ plan, onPlan }: Props) {
  return (
    <>
      <h2>{t('season.dates')}</h2>
      <ol class={css.list}>
        {plan.dates.map(day => (
          <li key={day.session} class={css.card}>
            <Saturday plan={plan} day={day} onPlan={onPlan} />
          </li>
        ))}
      </ol>
      {!plan.closed && <Add plan={plan} onPlan={onPlan} />}
    </>
  );
}

function Saturday({ plan, day, onPlan }: Props & { day: SeasonDate }) {
  const { status, families, session } = day;
  const facts = [hoursOf(day), ...(families ? [t('season.families', { n: families })] : [])];
  return (
    <>
      <div class={css.line}>
        <h3>{dayOf(day.date)}</h3>
        {status === 'over' && <span class="soft">{t('season.over')}</span>}
        {status === 'cancelled' && <b class={css.off}>{t('when.cancelled')}</b>}
      </div>
      <p>{formatFacts(facts)}</p>
      {status === 'open' && (
        <>
          <ButtonLink icon="bell" href={to(`/team/${plan.place}/announcement/session/${session}`)}>
            {t('season.change')}
            <span class="unseen">: {dayOf(day.date)}</span>
          </ButtonLink>
          <More icon="volunteer" title={t('season.details')}>
            <Capacity plan={plan} day={day} onPlan={onPlan} />
            <TasksOf plan={plan} date={day.date} onPlan={onPlan} />
          </More>
        </>
      )}
    </>
  );
}

function Capacity({ plan, day, onPlan }: Props & { day: SeasonDate }) {
  const [text, setText] = useState<string>();
  const { busy, error, save } = usePlanning(plan, day.session, onPlan);
  const saveText = () => save({ capacity: capacityOf(text ?? '').capacity ?? 0 }, () => setText(undefined));
  return (
    <>
      <TextField
        label={t('season.capacity')}
        hint={t('season.capacity.hint')}
        error={error}
        inputMode="numeric"
        maxLength={4}
        value={text ?? written(day.capacity)}
        onInput={event => setText(event.currentTarget.value)}
      />
      {text !== undefined && (
        <Button icon="check" busy={busy} onClick={saveText}>
          {t('do.save')}
        </Button>
      )}
    </>
  );
}

function Add({ plan, onPlan }: Props) {
  const [open, setOpen] = useState(false);
  const [dated, setDated] = useState<Dated>({ date: '', ...usualOf(plan) });
  const { busy, error, run } = useAttempt();
  const add = () =>
    run(async () => {
      try {
        const path = { season: plan.id };
        onPlan(
          await call('post', '/api/seasons/{season}/sessions', {
            path,
            body: dated,
            ifMatch: ifMatch(plan.version),
          }),
        );
        setOpen(false);
        say(t('season.add.session.done'));
      } catch (problem) {
        if (isStatus(problem, 412)) onPlan(await readPlan(plan.id));
        throw problem;
      }
    });
  return (
    <>
      <p>
        <Button icon="plus" onClick={() => setOpen(true)}>
          {t('season.add.session')}
        </Button>
      </p>
      <Dialog title={t('season.add.session')} open={open} onClose={() => setOpen(false)}>
        <form
          onSubmit={event => {
            event.preventDefault();
            void add();
          }}
        >
          <p>{t('season.add.session.hint')}</p>
          <TextField
            label={t('season.one.date')}
            type="date"
            required
            value={dated.date}
            onInput={event => setDated({ ...dated, date: event.currentTarget.value })}
          />
          <HoursFields dated={dated} onChange={setDated} />
          <Alert text={error} />
          <Button type="submit" look="main" icon="check" busy={busy}>
            {t('season.one.add')}
          </Button>
        </form>
      </Dialog>
    </>
  );
}

/** A new Saturday begins with the hours of the last one. */
function usualOf({ dates }: SeasonPlan): Omit<Dated, 'date'> {
  const { from = '11:30', to: end = '13:30', capacity } = dates[dates.length - 1] ?? {};
  return { from, to: end, ...(capacity && { capacity }) };
}
