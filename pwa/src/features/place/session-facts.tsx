import type { Door, Place, SessionBrief } from '../../api/types';
import { calendarLeaf, formatDate, formatSpan, formatTime, wallClock } from '../../i18n/dates';
import { t } from '../../i18n/i18n';
import { Icon } from '../../ui/icon';
import css from './facts.module.css';

/** The day of a session as a leaf of a calendar: read by its numbers, also by who does not read. */
export function Leaf({ at }: { at: string }) {
  const { weekday, day, month } = calendarLeaf(at);
  return (
    <span class={css.leaf} aria-hidden="true">
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
  place?: string;
  /** False where the page's heading is the date: nobody has to read it twice. */
  dated?: boolean;
}

/** When and at which place: the leaf, the date in words, the hours. */
export function When({ session, place, dated = true }: WhenProps) {
  return (
    <div class={css.when}>
      <Leaf at={session.startsAt} />
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
        <p class="soft">{countdown(session.startsAt)}</p>
      </div>
    </div>
  );
}

/** What has changed: cancelled with its reason, moved, another door. */
export function Changes({ session }: { session: SessionBrief }) {
  return (
    <>
      {session.status === 'cancelled' && (
        <p class={css.changed}>
          <Icon name="cross" /> <b>{t('when.cancelled')}</b> {session.reason && t(`reason.${session.reason}`)}
        </p>
      )}
      {session.movedFrom && session.status === 'open' && (
        <p class={css.changed}>
          <Icon name="warning" />{' '}
          {t('when.moved', { date: `${formatDate(session.movedFrom)} ${formatTime(session.movedFrom)}` })}
        </p>
      )}
      {session.doorIsNew && session.status === 'open' && (
        <p class={css.changed}>
          <Icon name="door" /> {t('door.new')}
        </p>
      )}
    </>
  );
}

/** "Inngang fra Fabrikkgata · 2. etasje · Det er heis". */
export const doorText = (door: Door): string =>
  [
    t(`door.${door.kind}`, { name: door.name }),
    door.floor !== undefined && t('door.floor', { n: door.floor }),
    door.lift && t('door.lift'),
  ]
    .filter(Boolean)
    .join(' · ');

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
