import { useState } from 'preact/hooks';
import type { Answer, SessionBrief } from '../../api/types';
import { lang, t } from '../../i18n/i18n';
import PushCard from '../../push/push-card';
import { to } from '../../state/route';
import { ButtonLink } from '../../ui/button';
import { Icon } from '../../ui/icon';
import css from './answer.module.css';
import { Wishes } from './wishes';

interface Props {
  session: SessionBrief;
  answer: Answer;
}

/**
 * What may follow a yes, and never has to: the calendar, wishes for the day. Who waits has wishes only. After one that is
 * not confirmed: what confirms it.
 */
export default function AfterYes({ session, answer }: Props) {
  const [wishing, setWishing] = useState(answer.wishes !== undefined);
  if (answer.state === 'unconfirmed')
    return (
      <>
        <PushCard />
        <ButtonLink icon="mail" href={to('/me')}>
          {t('me.email.add')}
        </ButtonLink>
      </>
    );
  return (
    <>
      {answer.state === 'coming' && (
        <ButtonLink icon="calendar" href={`/calendar/session/${session.id}.ics?lang=${lang()}`}>
          {t('answer.calendar')}
        </ButtonLink>
      )}
      <details class={css.wishes} open={wishing} onToggle={event => setWishing(event.currentTarget.open)}>
        <summary>
          <Icon name="heart" /> {t('wishes.title')}
        </summary>
        {wishing && <Wishes session={session.id} wishes={answer.wishes} />}
      </details>
      <p class="soft">{t('answer.open')}</p>
    </>
  );
}
