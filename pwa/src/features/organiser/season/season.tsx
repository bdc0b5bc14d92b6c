import { useEffect, useState } from 'preact/hooks';
import { call } from '../../../api/client';
import type { SeasonPlan, TeamPlace } from '../../../api/types';
import { t } from '../../../i18n/i18n';
import { useAttempt } from '../../../state/attempt';
import { to } from '../../../state/route';
import { Alert } from '../../../ui/alert';
import { Button, ButtonLink } from '../../../ui/button';
import { Page } from '../../../ui/page';
import { Draft } from './draft';
import { Goals } from './goals';
import { nameOf } from './plan';
import { Published } from './published';
import { State } from './seasons';

/** One season: the editor of a draft, or the Saturdays of a published one; and its goals. */
export default function SeasonPage({ place, id }: { place: TeamPlace; id: string }) {
  const [plan, setPlan] = useState<SeasonPlan>();
  const { error, run } = useAttempt();
  const read = () =>
    run(async () => setPlan(await call('get', '/api/seasons/{season}', { path: { season: id } })));
  useEffect(() => void read(), []);
  return (
    <Page title={plan ? nameOf(plan) : t('plan.title')} icon="calendar">
      <p>
        <ButtonLink look="quiet" icon="back" href={to(`/o/${place.slug}/season`)}>
          {t('plan.seasons')}
        </ButtonLink>
      </p>
      <Alert text={error} />
      {error && <Button onClick={read}>{t('do.retry')}</Button>}
      {!plan && !error && <p role="status">{t('is.loading')}</p>}
      {plan && (
        <>
          <p>
            <State season={plan} />
          </p>
          {plan.status === 'draft' && <p class="soft">{t('plan.draft.hint')}</p>}
          {plan.status === 'draft' ? (
            <Draft plan={plan} onPlan={setPlan} />
          ) : (
            <Published plan={plan} onPlan={setPlan} />
          )}
          <Goals plan={plan} onPlan={setPlan} />
        </>
      )}
    </Page>
  );
}
