import { useState } from 'preact/hooks';
import { call } from '../../../api/client';
import type { NotedDate, SeasonPlan } from '../../../api/types';
import { t } from '../../../i18n/i18n';
import { useAttempt } from '../../../state/attempt';
import { Alert } from '../../../ui/alert';
import { Button } from '../../../ui/button';
import { TextField } from '../../../ui/field';
import css from './season.module.css';
import { NotedList } from './skipped-list';

interface Props {
  plan: SeasonPlan;
  known: ReadonlySet<string>;
  onAdd(days: string[]): void;
}

const SPANS = { spring: ['01-01', '06-30'], autumn: ['08-15', '12-21'] } as const;

/** One Saturday a month between two days; shows what it skips and why before anything is added. */
export function Propose({ plan, known, onAdd }: Props) {
  const [from, setFrom] = useState(`${plan.year}-${SPANS[plan.half][0]}`);
  const [to, setTo] = useState(`${plan.year}-${SPANS[plan.half][1]}`);
  const [found, setFound] = useState<{ dates: NotedDate[]; skipped: NotedDate[] }>();
  const { busy, error, run } = useAttempt();
  const show = () =>
    run(async () => {
      const path = { place: plan.place };
      setFound(await call('post', '/api/places/{place}/season-proposal', { path, body: { from, to } }));
    });
  const fresh = found?.dates.filter(({ date }) => !known.has(date)) ?? [];
  return (
    <>
      <p>{t('season.propose.lead')}</p>
      <form
        onSubmit={event => {
          event.preventDefault();
          void show();
        }}
      >
        <div class={css.pair}>
          <TextField
            label={t('season.propose.from')}
            type="date"
            required
            value={from}
            onInput={event => setFrom(event.currentTarget.value)}
          />
          <TextField
            label={t('season.propose.to')}
            type="date"
            required
            value={to}
            onInput={event => setTo(event.currentTarget.value)}
          />
        </div>
        <Alert text={error} />
        <Button type="submit" look={fresh.length ? 'plain' : 'main'} icon="calendar" busy={busy}>
          {t('season.propose.show')}
        </Button>
      </form>
      <div role="status">
        {found && (
          <>
            {found.dates.length ? <NotedList dates={found.dates} /> : <p>{t('season.propose.none')}</p>}
            {found.skipped.length > 0 && (
              <>
                <h3>{t('season.propose.skipped')}</h3>
                <NotedList dates={found.skipped} />
              </>
            )}
          </>
        )}
      </div>
      {fresh.length > 0 && (
        <Button look="main" icon="plus" onClick={() => onAdd(fresh.map(({ date }) => date))}>
          {t('season.add', { n: fresh.length })}
        </Button>
      )}
    </>
  );
}
