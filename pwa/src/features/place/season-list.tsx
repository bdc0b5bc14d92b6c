import type { SessionBrief } from '../../api/types';
import { formatDate } from '../../i18n/dates';
import { t } from '../../i18n/i18n';
import { to } from '../../state/route';
import { standingOf } from '../answer/standing';
import css from './facts.module.css';
import { Leaf, spanOf } from './session-facts';

/** The coming Saturdays, each with what the family has said. */
export function SeasonList({ sessions }: { sessions: SessionBrief[] }) {
  return (
    <ul class={css.dates}>
      {sessions.map(session => (
        <li key={session.id}>
          <a href={to(`/s/${session.id}`)}>
            <Leaf at={session.startsAt} />
            <span>
              <b>{formatDate(session.startsAt)}</b>
              <br />
              {session.status === 'cancelled' ? <b>{t('when.cancelled')}</b> : spanOf(session)}
              <Said session={session.id} />
            </span>
          </a>
        </li>
      ))}
    </ul>
  );
}

const SAID = {
  coming: 'answer.coming',
  not_coming: 'answer.not_coming',
  waiting: 'answer.waiting',
  offered: 'answer.offered',
  lapsed: 'answer.lapsed',
} as const;

function Said({ session }: { session: string }) {
  const { state } = standingOf(session);
  return state ? <span class={css.said}> · {t(SAID[state])}</span> : null;
}
