import { useEffect, useState } from 'preact/hooks';
import { call } from '../../../api/client';
import type { components } from '../../../api/schema';
import type { TeamMember } from '../../../api/types';
import { t } from '../../../i18n/i18n';
import { useAttempt } from '../../../state/attempt';
import { to } from '../../../state/route';
import { Alert } from '../../../ui/alert';
import { Button, ButtonLink } from '../../../ui/button';
import { Later } from '../../../ui/later';
import { Page } from '../../../ui/page';
import type { SectionProps } from '../sections';
import { organises } from '../team';
import { Invitations } from './invitations';
import { Invite } from './invite';
import { Members } from './members';
import { Mine } from './mine';

export type PlaceTeam = components['schemas']['PlaceTeam'];

/** Who runs the place, for its organisers; for everybody one's own passkeys and sign-ins. `team/audit`: who did what. */
export default function TeamPage({ place, rest }: SectionProps) {
  if (rest[0] === 'audit' && organises(place)) return <Later load={() => import('./audit')} place={place} />;
  return <People place={place} />;
}

function People({ place }: Pick<SectionProps, 'place'>) {
  const [mine, setMine] = useState<TeamMember>();
  const [team, setTeam] = useState<PlaceTeam>();
  const { error, run } = useAttempt();
  const read = () =>
    run(async () => {
      const path = { place: place.slug };
      const [own, all] = await Promise.all([
        call('get', '/api/team/account', {}),
        organises(place) ? call('get', '/api/places/{place}/team', { path }) : undefined,
      ]);
      setMine(own);
      setTeam(all);
    });
  useEffect(() => void read(), []);
  return (
    <Page title={t('team.title')} icon="key">
      <Alert text={error} />
      {error && <Button onClick={read}>{t('do.retry')}</Button>}
      {!mine && !error && <p role="status">{t('is.loading')}</p>}
      {team && (
        <>
          <Members members={team.members.filter(({ you }) => !you)} place={place} onChange={read} />
          <Invite place={place} onChange={read} />
          <Invitations open={team.invitations} place={place} onChange={read} />
        </>
      )}
      {mine && <Mine me={mine} onChange={read} />}
      {team && (
        <ButtonLink icon="clock" href={to(`/o/${place.slug}/team/audit`)}>
          {t('team.audit')}
        </ButtonLink>
      )}
    </Page>
  );
}
