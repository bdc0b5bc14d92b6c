import type { SessionBrief } from '../../api/types';
import { formatDate } from '../../i18n/dates';
import { t } from '../../i18n/i18n';
import { to } from '../../state/route';
import { Icon } from '../../ui/icon';
import { SAID, standingOf } from '../answer/standing';
import css from './facts.module.css';
import { Leaf, spanOf } from './session-facts';

/** The coming Saturdays, each with what the family has said. */
export function SeasonList({ sessions }: { sessions: SessionBrief[] }) {
  return (
    <ul class={css.dates}>
      {sessions.map(session => (
        <li key={session.id}>
          <a href={to(`/s/${session.id}`)}>
            <Leaf session={session} />
            <span>
              <b>{formatDate(session.startsAt)}</b>
              <br />
              {session.status === 'cancelled' ? (
                <b class={css.off}>{t('when.cancelled')}</b>
              ) : (
                <>
                  {spanOf(session)}
                  <Said session={session.id} />
                </>
              )}
            </span>
          </a>
        </li>
      ))}
    </ul>
  );
}

function Said({ session }: { session: string }) {
  const { state } = standingOf(session);
  if (!state) return null;
  const [icon, text] = SAID[state];
  return (
    <span class={`${css.line} ${state === 'coming' ? css.said : 'soft'}`}>
      <Icon name={icon} /> {t(text)}
    </span>
  );
}
