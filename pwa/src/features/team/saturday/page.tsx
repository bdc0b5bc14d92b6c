import { ApiProblem } from '../../../api/client';
import { formatDate, formatTime } from '../../../i18n/dates';
import { t } from '../../../i18n/i18n';
import { explain } from '../../../i18n/problem';
import { sumOf } from '../../../state/heads';
import type { Shown } from '../../../state/reading';
import { to } from '../../../state/route';
import { Button, ButtonLink } from '../../../ui/button';
import { Icon } from '../../../ui/icon';
import { Notice } from '../../../ui/notice';
import { Page } from '../../../ui/page';
import { Changes, doorText, When } from '../../place/session-facts';
import type { SectionProps } from '../sections';
import { Split, Toolbar } from '../toolbar';
import { Decisions } from './decisions';
import { Helps } from './helps';
import { Allergies, Interpreters, Languages } from './needs';
import { Numbers } from './numbers';
import { Opened } from './opened';
import { Reminders } from './reminders';
import { type Saturday, useSaturday } from './saturday';
import css from './saturday.module.css';
import { Shifts } from './shifts';

/** One session live, the next one unless the address names another: `saturday/<session>`. */
export default function SaturdayPage({ place, rest }: SectionProps) {
  return <Screen key={rest[0]} place={place} rest={rest} />;
}

function Screen({ place, rest }: SectionProps) {
  const { value, error, again } = useSaturday(place.slug, rest[0]);
  const none = error instanceof ApiProblem && error.code === 'saturday.none';
  return (
    <Page title={value ? formatDate(value.session.startsAt) : t('saturday.title')} icon="music">
      {!value && !error && <p role="status">{t('is.loading')}</p>}
      <div role="status">
        {error && !none && <Stale value={value} error={error} />}
        {none && <p>{t('saturday.none')}</p>}
      </div>
      {none && (
        <ButtonLink look="main" icon="calendar" href={to(`/team/${place.slug}/season`)}>
          {t('saturday.none.plan')}
        </ButtonLink>
      )}
      {error && !none && <Button onClick={again}>{t('do.retry')}</Button>}
      {value && <Live saturday={value} place={place.slug} />}
    </Page>
  );
}

/** What is on the screen is of a while ago, and says so. */
function Stale({ value, error }: Shown<Saturday>) {
  return (
    <Notice tone="bad" icon="offline">
      {value ? t('saturday.as_of', { time: formatTime(value.asOf) }) : explain(error)}
    </Notice>
  );
}

interface Props {
  saturday: Saturday;
  place: string;
}

function Live({ saturday, place }: Props) {
  const { session, organises } = saturday;
  return (
    <>
      <When session={session} dated={false} />
      <Changes session={session} />
      <p class={css.iconed}>
        <Icon name="door" /> {doorText(session.door)}
      </p>
      <p class="unseen" role="status">
        {t('saturday.now', { n: sumOf(saturday.coming) })}
      </p>
      <Numbers saturday={saturday} />
      <Ways saturday={saturday} place={place} />
      {organises && <Decisions saturday={saturday} place={place} />}
      {organises && (
        <Opened
          id="answers"
          title={t('saturday.answers')}
          icon="phone"
          text={t('saturday.answers.open')}
          load={() => import('./answers')}
          saturday={saturday}
        />
      )}
      <Split>
        <div>
          <Interpreters saturday={saturday} />
          <Languages saturday={saturday} />
        </div>
        <div>
          <Allergies texts={saturday.allergies} />
          <Helps saturday={saturday} />
        </div>
      </Split>
      {organises && <Shifts saturday={saturday} place={place} />}
      {saturday.reminders && <Reminders of={saturday.reminders} />}
      {organises && (
        <Opened
          id="waffles"
          title={t('saturday.waffles')}
          icon="waffle"
          text={t('saturday.waffles.open')}
          load={() => import('./waffles')}
          session={session.id}
          place={place}
        />
      )}
      <Others saturday={saturday} place={place} />
    </>
  );
}

/** What one does about this day elsewhere. */
function Ways({ saturday: { organises, session, over }, place }: Props) {
  return (
    <Toolbar>
      <ButtonLink icon="door" href={to(`/team/${place}/door/${session.id}`)}>
        {t('saturday.to_door')}
      </ButtonLink>
      {organises && (
        <ButtonLink icon="mail" href={to(`/team/${place}/announcement/new`)}>
          {t('saturday.to_messages')}
        </ButtonLink>
      )}
      {organises && !over && session.status === 'open' && (
        <ButtonLink icon="calendar" href={to(`/team/${place}/announcement/session/${session.id}`)}>
          {t('saturday.to_change')}
        </ButtonLink>
      )}
    </Toolbar>
  );
}

/** The Saturdays before and after. */
function Others({ saturday: { earlier, later }, place }: Props) {
  if (!earlier && !later) return null;
  return (
    <nav aria-label={t('saturday.others')}>
      {earlier && (
        <ButtonLink look="quiet" icon="back" href={to(`/team/${place}/saturday/${earlier}`)}>
          {t('saturday.earlier')}
        </ButtonLink>
      )}
      {later && (
        <ButtonLink look="quiet" icon="next" href={to(`/team/${place}/saturday/${later}`)}>
          {t('saturday.later')}
        </ButtonLink>
      )}
    </nav>
  );
}
