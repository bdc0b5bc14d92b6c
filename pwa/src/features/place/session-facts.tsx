import type { Door, Place, SessionBrief } from '../../api/types';
import { calendarLeaf, formatDate, formatFacts, formatSpan, formatTime, wallClock } from '../../i18n/dates';
import { t } from '../../i18n/i18n';
import { Icon } from '../../ui/icon';
import { Notice } from '../../ui/notice';
import css from './facts.module.css';

/** The day of a session as a leaf of a calendar: read by its numbers, also by who does not read. Cancelled, it is struck out. */
export function Leaf({ session }: { session: SessionBrief }) {
  const { weekday, day, month } = calendarLeaf(session.startsAt);
  return (
    <span class={session.status === 'open' ? css.leaf : `${css.leaf} ${css.struck}`} aria-hidden="true">
      <span>{weekday}</span>
      <b>{day}</b>
      <span>{month}</span>
    </span>
  );
}

const DAY = 24 * 60 * 60 * 1000;

/** "I dag", "I morgen", "Om 3 dager": whole days by the calendar of the place. */
export function countdown(at: string, now = new Date()): string {
  const midnight = ({ year, month, day }: ReturnType<typeof wallClock>) => Date.UTC(year, month - 1, day);
  const days = Math.round((midnight(wallClock(at)) - midnight(wallClock(now))) / DAY);
  if (days < 0) return t('when.over');
  if (days === 0) return t('when.today');
  return days === 1 ? t('when.tomorrow') : t('when.days', { n: days });
}

interface WhenProps {
  session: SessionBrief;
  /** The place's name, where the page does not say it otherwise. */
  place?: string | undefined;
  /** False where the page's heading is the date: nobody has to read it twice. */
  dated?: boolean;
}

/** When and at which place: the leaf, the date in words, the hours. */
export function When({ session, place, dated = true }: WhenProps) {
  return (
    <div class={css.when}>
      <Leaf session={session} />
      <div>
        {dated && <p class={css.date}>{formatDate(session.startsAt)}</p>}
        <p class={css.line}>
          <Icon name="clock" />
          <span class={css.hours}>{spanOf(session)}</span>
        </p>
        {place && (
          <p class={css.line}>
            <Icon name="pin" />
            <bdi lang="nb">{place}</bdi>
          </p>
        )}
        {session.status === 'open' && <p class="soft">{countdown(session.startsAt)}</p>}
      </div>
    </div>
  );
}

/** What has changed: cancelled with its reason, moved, another door. */
export function Changes({ session }: { session: SessionBrief }) {
  return (
    <>
      {session.status === 'cancelled' && (
        <Notice tone="bad" icon="cross">
          <b class={css.off}>{t('when.cancelled')}</b>
          {session.reason && <br />}
          {session.reason && t(`reason.${session.reason}`)}
        </Notice>
      )}
      {session.movedFrom && session.status === 'open' && (
        <Notice tone="bad" icon="calendar">
          {t('when.moved', { date: `${formatDate(session.movedFrom)} ${formatTime(session.movedFrom)}` })}
        </Notice>
      )}
      {session.doorIsNew && session.status === 'open' && (
        <Notice tone="bad" icon="door">
          {t('entrance.new')}
        </Notice>
      )}
    </>
  );
}

/** "Inngang fra Fabrikkgata · 2. etasje · Det er heis". */
export const doorText = (door: Door): string =>
  formatFacts([
    t(`entrance.${door.kind}`, { name: door.name }),
    ...(door.floor === undefined ? [] : [t('entrance.floor', { n: door.floor })]),
    ...(door.lift ? [t('entrance.lift')] : []),
  ]);

/** Where: house, address and door. */
export function Where({ place, door }: { place: Place; door: Door }) {
  return (
    <ul class={css.facts}>
      <li>
        <Icon name="pin" />
        <span>
          <bdi lang="nb">{place.venue}</bdi>
          <br />
          <bdi lang="nb">
            {place.street}, {place.postcode} {place.town}
          </bdi>
        </span>
      </li>
      <li>
        <Icon name="door" />
        <span>{doorText(door)}</span>
      </li>
      <li>
        <Icon name="heart" />
        <span>{t('is.free')}</span>
      </li>
    </ul>
  );
}

/** A map that every phone opens in its own map program. */
export const mapLink = (place: Place): string =>
  `https://www.google.com/maps/dir/?api=1&destination=${encodeURIComponent(`${place.latitude},${place.longitude}`)}`;

/** "11.30–13.30": read beside a clock, in any language. */
export const spanOf = (session: SessionBrief): string => formatSpan(session.startsAt, session.endsAt);
