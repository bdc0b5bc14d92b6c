import type { Answer } from '../../api/types';
import { formatDate, formatTime } from '../../i18n/dates';
import { t } from '../../i18n/i18n';
import { to } from '../../state/route';
import { Card } from '../../ui/card';
import { Icon } from '../../ui/icon';
import { describe } from '../answer/company';
import { SAID } from '../answer/standing';
import css from './me.module.css';

/** What the family has answered to coming Saturdays; each leads to where it can be changed. */
export function Answers({ answers }: { answers: Answer[] }) {
  if (!answers.length) return null;
  return (
    <Card look="main" labelledBy="answers">
      <h2 id="answers">{t('me.answers')}</h2>
      <ul class={css.rows}>
        {answers.map(answer => (
          <li key={answer.session.id}>
            <Line answer={answer} />
          </li>
        ))}
      </ul>
    </Card>
  );
}

function Line({ answer: { session, placeName, state, company } }: { answer: Answer }) {
  const cancelled = session.status === 'cancelled';
  const [icon, text] = cancelled ? (['cross', 'when.cancelled'] as const) : SAID[state];
  return (
    <>
      <Icon name={icon} />
      <span>
        <a href={to(`/s/${session.id}`)}>
          {formatDate(session.startsAt)}, {formatTime(session.startsAt)}
        </a>
        <br />
        {t(text)}
        {state === 'coming' && !cancelled && <span class="soft"> · {describe(company)}</span>}
        {placeName && (
          <>
            <br />
            <bdi class="soft">{placeName}</bdi>
          </>
        )}
      </span>
    </>
  );
}
