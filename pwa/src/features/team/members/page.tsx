import { call } from '../../../api/client';
import type { components } from '../../../api/schema';
import { t } from '../../../i18n/i18n';
import { useReading } from '../../../state/reading';
import { to } from '../../../state/route';
import { ButtonLink } from '../../../ui/button';
import { Later } from '../../../ui/later';
import { Page } from '../../../ui/page';
import { Waiting } from '../../../ui/waiting';
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
  const people = useReading(place.slug, () =>
    Promise.all([
      call('get', '/api/team/account', {}),
      organises(place) ? call('get', '/api/places/{place}/team', { path: { place: place.slug } }) : undefined,
    ]),
  );
  const [mine, team] = people.value ?? [];
  return (
    <Page title={t('team.title')} icon="key">
      <Waiting of={people} />
      {team && (
        <>
          <Members members={team.members.filter(({ you }) => !you)} place={place} onChange={people.again} />
          <Invite place={place} onChange={people.again} />
          <Invitations open={team.invitations} place={place} onChange={people.again} />
        </>
      )}
      {mine && <Mine me={mine} onChange={people.again} />}
      {team && (
        <ButtonLink icon="clock" href={to(`/team/${place.slug}/members/audit`)}>
          {t('team.audit')}
        </ButtonLink>
      )}
    </Page>
  );
}
