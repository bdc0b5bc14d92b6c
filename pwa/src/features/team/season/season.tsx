import { call } from '../../../api/client';
import type { TeamPlace } from '../../../api/types';
import { t } from '../../../i18n/i18n';
import { useReading } from '../../../state/reading';
import { to } from '../../../state/route';
import { ButtonLink } from '../../../ui/button';
import { Page } from '../../../ui/page';
import { Waiting } from '../../../ui/waiting';
import { Draft } from './draft';
import { Goals } from './goals';
import { nameOf } from './plan';
import { Published } from './published';
import { State } from './seasons';

/** One season: the editor of a draft, or the Saturdays of a published one; and its goals. */
export default function SeasonPage({ place, id }: { place: TeamPlace; id: string }) {
  const season = useReading(id, () => call('get', '/api/seasons/{season}', { path: { season: id } }));
  const plan = season.value;
  return (
    <Page title={plan ? nameOf(plan) : t('season.title')} icon="calendar">
      <p>
        <ButtonLink look="quiet" icon="back" href={to(`/team/${place.slug}/season`)}>
          {t('season.seasons')}
        </ButtonLink>
      </p>
      <Waiting of={season} />
      {plan && (
        <>
          <p>
            <State season={plan} />
          </p>
          {plan.status === 'draft' && <p class="soft">{t('season.draft.hint')}</p>}
          {plan.status === 'draft' ? (
            <Draft plan={plan} onPlan={season.show} />
          ) : (
            <Published plan={plan} onPlan={season.show} />
          )}
          <Goals plan={plan} onPlan={season.show} />
        </>
      )}
    </Page>
  );
}
