import { useEffect } from 'preact/hooks';
import { call, isStatus, Offline } from '../../../api/client';
import { formatDate, formatTime } from '../../../i18n/dates';
import { t } from '../../../i18n/i18n';
import { explain } from '../../../i18n/problem';
import { sumOf } from '../../../state/heads';
import { useReading } from '../../../state/reading';
import { to } from '../../../state/route';
import { Alert } from '../../../ui/alert';
import { ButtonLink } from '../../../ui/button';
import { Card } from '../../../ui/card';
import { Later } from '../../../ui/later';
import { More } from '../../../ui/more';
import { Notice } from '../../../ui/notice';
import { Page } from '../../../ui/page';
import type { SectionProps } from '../sections';
import { organises } from '../team';
import { Tile, Tiles } from '../tiles';
import { Split } from '../toolbar';
import { Everybody, NewFamily } from './counters';
import { Families, here } from './families';
import { keptMorning } from './morning';
import { keepPage } from './offline';
import { Sync } from './sync';
import type { DoorBrief, DoorState } from './taps';
import { useDoor } from './use-door';

/** Who came: counted at the door, on several phones at once, with or without a network. */
export default function DoorPage({ place, rest: [chosen] }: SectionProps) {
  const { value: doors, error } = useReading(place.slug, () =>
    call('get', '/api/places/{place}/door', { path: { place: place.slug }, quiet: true }),
  );
  const kept = useReading(place.slug, () => keptMorning(place.slug).then(morning => morning ?? null));
  useEffect(() => void keepPage(), []);
  const morning = error === undefined ? undefined : kept.value?.door.session.id;
  const session = chosen ?? (doors?.find(isRecent) ?? doors?.[0])?.session.id ?? morning;
  return (
    <Page title={t('door.title')} icon="door">
      <Alert text={error !== undefined && kept.value === null ? explain(error) : undefined} />
      {session && <AtTheDoor key={session} place={place} session={session} />}
      {doors && !session && <p>{t('door.none')}</p>}
      {doors && doors.length > 1 && (
        <More icon="calendar" title={t('door.others')}>
          <ul>
            {doors.map(({ session: { id, startsAt }, counted }) => (
              <li key={id}>
                <a
                  href={to(`/team/${place.slug}/door/${id}`)}
                  aria-current={id === session ? 'page' : undefined}
                >
                  {formatDate(startsAt)}
                </a>{' '}
                <span class="soft">{t(counted ? 'door.counted' : 'door.uncounted')}</span>
              </li>
            ))}
          </ul>
        </More>
      )}
    </Page>
  );
}

const isOpen = ({ opensAt }: { opensAt: string }) => Date.parse(opensAt) <= Date.now();

/** For so long after a Saturday its door comes up by itself. */
const RECENT_MS = 7 * 86_400_000;
const isRecent = (door: DoorBrief) =>
  isOpen(door) && Date.parse(door.session.endsAt) > Date.now() - RECENT_MS;

const note = () => import('./after').then(({ Note }) => ({ default: Note }));
const felt = () => import('./after').then(({ Felt }) => ({ default: Felt }));

interface Standing {
  place: SectionProps['place'];
  session: string;
}

/** One session's door, before, during and after. */
function AtTheDoor({ place, session }: Standing) {
  const { door, sentAt, error } = useDoor(place, session);
  if (!door) {
    const missing = error && !(error instanceof Offline && !navigator.onLine);
    return <Alert text={missing ? explain(error) : error ? t('door.offline.first') : undefined} />;
  }
  if (isStatus(error, 404)) return <Alert text={explain(error)} />;
  const over = Date.parse(door.session.endsAt) <= Date.now();
  return (
    <>
      <h2>{formatDate(door.session.startsAt)}</h2>
      {isOpen(door) ? (
        <Counting door={door} session={session} sentAt={sentAt} />
      ) : (
        <Notice icon="clock">
          {t('door.not_yet', { date: formatDate(door.opensAt), time: formatTime(door.opensAt) })}
        </Notice>
      )}
      {over && organises(place) && <Later load={note} session={session} />}
      {over && (
        <p>
          <ButtonLink icon="heart" href={to(`/team/${place.slug}/saturday`)}>
            {t('door.thank')}
          </ButtonLink>
        </p>
      )}
      {isOpen(door) && organises(place) && <Later load={felt} session={session} />}
    </>
  );
}

interface Counted {
  door: DoorState;
  session: string;
  sentAt: number | undefined;
}

function Counting({ door, session, sentAt }: Counted) {
  const { totals, rows, closed } = door;
  return (
    <>
      <Sync session={session} sentAt={sentAt} />
      {closed && <Notice icon="check">{t('door.closed')}</Notice>}
      <Tiles>
        <Tile label={t('door.heads')} value={totals.counted ? sumOf(totals.heads) : t('door.uncounted')} />
        <Tile label={t('door.families')} value={totals.known + totals.new} />
        {totals.missing !== undefined && Date.parse(door.session.endsAt) <= Date.now() && (
          <Tile label={t('door.missing')} value={totals.missing} />
        )}
      </Tiles>
      {!closed && (
        <Split>
          <div>
            {rows.length > 0 && (
              <>
                <h2>
                  {t('door.said_yes')} <span class="soft">{here(rows)}</span>
                </h2>
                <Families session={session} rows={rows} />
              </>
            )}
            <NewFamily session={session} />
          </div>
          <div>
            <h2>{t('door.everybody')}</h2>
            <Card>
              <Everybody session={session} heads={totals.heads} />
            </Card>
          </div>
        </Split>
      )}
    </>
  );
}
