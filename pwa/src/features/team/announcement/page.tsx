import { call } from '../../../api/client';
import type { Audiences } from '../../../api/types';
import { formatDate, formatSpan } from '../../../i18n/dates';
import { t } from '../../../i18n/i18n';
import { useReading } from '../../../state/reading';
import { to } from '../../../state/route';
import { ButtonLink } from '../../../ui/button';
import { Card } from '../../../ui/card';
import { Later } from '../../../ui/later';
import { Page } from '../../../ui/page';
import { Waiting } from '../../../ui/waiting';
import type { SectionProps } from '../sections';
import { Split } from '../toolbar';
import { Log } from './log';

/** What was told, and what to tell: `announcement/new` a message, `announcement/session/<id>` a Saturday that changes, `announcement/<id>` how one went. */
export default function MessagesPage({ place, rest: [what, id] }: SectionProps) {
  const audiences = useReading(place.slug, () =>
    call('get', '/api/places/{place}/audiences', { path: { place: place.slug } }),
  );
  const known = audiences.value;
  if (!known)
    return (
      <Page title={t('announcement.title')} icon="mail">
        <Waiting of={audiences} />
      </Page>
    );
  const session = known.sessions.find(each => each.id === id);
  if (what === 'new') return <Later key="new" load={() => import('./compose')} place={place} known={known} />;
  if (what === 'session' && session)
    return <Later key="change" load={() => import('./change')} place={place} session={session} />;
  if (what) return <Later key={what} load={() => import('./one')} place={place} id={what} />;
  return <Overview place={place.slug} known={known} />;
}

function Overview({ place, known }: { place: string; known: Audiences }) {
  const told = useReading(place, () => call('get', '/api/places/{place}/announcements', { path: { place } }));
  return (
    <Page title={t('announcement.title')} icon="mail">
      <p>
        <ButtonLink look="main" icon="plus" href={to(`/team/${place}/announcement/new`)}>
          {t('announcement.new')}
        </ButtonLink>
      </p>
      <Split>
        <Saturdays place={place} sessions={known.sessions} />
        <section aria-labelledby="log">
          <h2 id="log">{t('announcement.log')}</h2>
          <Waiting of={told} />
          {told.value && <Log place={place} told={told.value} />}
        </section>
      </Split>
    </Page>
  );
}

/** The Saturdays that can still change. */
function Saturdays({ place, sessions }: { place: string; sessions: Audiences['sessions'] }) {
  const open = sessions.filter(
    ({ status, startsAt }) => status === 'open' && Date.parse(startsAt) > Date.now(),
  );
  return (
    <Card labelledBy="saturdays">
      <h2 id="saturdays">{t('announcement.change')}</h2>
      {!open.length && <p class="soft">{t('announcement.change.none')}</p>}
      {open.map(({ id, startsAt, endsAt }) => (
        <p key={id}>
          <ButtonLink icon="calendar" href={to(`/team/${place}/announcement/session/${id}`)}>
            {formatDate(startsAt)}, {formatSpan(startsAt, endsAt)}
          </ButtonLink>
        </p>
      ))}
    </Card>
  );
}
