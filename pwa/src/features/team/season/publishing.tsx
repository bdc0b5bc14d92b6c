import { useState } from 'preact/hooks';
import { call, isStatus } from '../../../api/client';
import type { NotedDate, SeasonPlan } from '../../../api/types';
import { t } from '../../../i18n/i18n';
import { useAttempt } from '../../../state/attempt';
import { say } from '../../../state/toast';
import { Alert } from '../../../ui/alert';
import { Button } from '../../../ui/button';
import { Dialog } from '../../../ui/dialog';
import { type Editing, readPlan } from './editing';
import { ifMatch } from './plan';
import { NotedList } from './skipped-list';

interface Props {
  plan: SeasonPlan;
  editing: Editing;
  notes: Record<string, NotedDate['notes']>;
  onPlan(plan: SeasonPlan): void;
}

/** Says in plain words what publishing does, and which dates to look at, before it does it. Saves first what is not saved. */
export function Publishing({ plan, editing, notes, onPlan }: Props) {
  const [asks, setAsks] = useState(false);
  const { busy, error, run } = useAttempt();
  const odd = editing.dates
    .map(({ date }) => ({ date, notes: notes[date] ?? [] }))
    .filter(dated => dated.notes.length);
  const publish = () =>
    run(async () => {
      const { version } = editing.changed ? await editing.save() : plan;
      try {
        const path = { season: plan.id };
        onPlan(await call('post', '/api/seasons/{season}/publish', { path, ifMatch: ifMatch(version) }));
        say(t('season.publish.done'));
      } catch (problem) {
        if (isStatus(problem, 412)) onPlan(await readPlan(plan.id));
        throw problem;
      }
    });
  return (
    <>
      <Button look={editing.changed ? 'plain' : 'main'} icon="check" onClick={() => setAsks(true)}>
        {t('season.publish')}
      </Button>
      <Dialog title={t('season.publish')} open={asks} onClose={() => setAsks(false)}>
        {odd.length > 0 && (
          <>
            <p>
              <b>{t('season.publish.look')}</b>
            </p>
            <NotedList dates={odd} />
          </>
        )}
        <p>{t('season.publish.lead')}</p>
        <ul>
          <li>{t('season.publish.families', { n: editing.dates.length })}</li>
          <li>{t('season.publish.volunteers')}</li>
          <li>{t('season.publish.reminders')}</li>
          <li>{t('season.publish.forever')}</li>
        </ul>
        <Alert text={error} />
        <Button look="main" icon="check" busy={busy} onClick={publish}>
          {t('season.publish')}
        </Button>
      </Dialog>
    </>
  );
}
