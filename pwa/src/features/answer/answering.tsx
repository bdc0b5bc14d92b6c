import { useEffect, useRef, useState } from 'preact/hooks';
import type { Company, SessionBrief } from '../../api/types';
import { formatDate, formatTime } from '../../i18n/dates';
import { t } from '../../i18n/i18n';
import { explainCode } from '../../i18n/problem';
import { me } from '../../state/me';
import { Button } from '../../ui/button';
import { Later } from '../../ui/later';
import { More } from '../../ui/more';
import { Notice } from '../../ui/notice';
import css from './answer.module.css';
import { describe, shortage, usualOr } from './company';
import { hasBegun, type Standing, standingOf, type Tap } from './standing';
import { useAnswer } from './use-answer';

interface Props {
  session: SessionBrief;
  /** What was tapped before this code was here: done as soon as it is. */
  tapped: Tap | undefined;
}

/**
 * Everything about an answer from the first tap on: sending it, how it stands, changing it. When the session was
 * cancelled meanwhile, only why the answer did not arrive.
 */
export default function Answering({ session, tapped }: Props) {
  const standing = standingOf(session.id);
  const actions = useAnswer(session);
  const [choosing, setChoosing] = useState(tapped === 'who');
  const company = usualOr(standing.company, me.value?.family?.usual);
  const begun = session.status === 'open' && hasBegun(session);
  const open = session.status === 'open' && !begun;
  const refused = begun && standing.refused?.code === 'answer.closed' ? undefined : standing.refused;
  const { state } = standing;
  const comes = state === 'coming';
  const settled = open && state && AFTER.includes(state) && !standing.waiting && standing.answer;
  const card = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (!tapped || !open) return;
    card.current?.focus({ preventScroll: true }); // the button that was tapped is gone
    if (tapped === 'yes') void actions.come(company);
    if (tapped === 'no') void actions.stay();
  }, []);
  const change = async (next: Company) => {
    if (await actions.come(next)) setChoosing(false);
  };
  const after = settled && (
    <Later key="after" load={() => import('./after-yes')} session={session} answer={settled} />
  );
  const choices = (
    <Choices
      standing={standing}
      session={session}
      company={company}
      actions={actions}
      onChange={() => setChoosing(true)}
    />
  );
  return (
    <div class={css.answer} ref={card} tabIndex={-1}>
      <div role="status">
        {session.status === 'open' && (!begun || state) && (
          <Said standing={standing} session={session} usual={company} />
        )}
        {begun && Date.parse(session.endsAt) > Date.now() && (
          <Notice tone="good" icon="music">
            {t('answer.begun')}
          </Notice>
        )}
      </div>
      <div role="alert">
        {refused && (
          <Notice tone="bad">
            {t('answer.refused')} {explainCode(refused.status, refused.code)}{' '}
            <Button look="quiet" onClick={actions.seen}>
              {t('do.close')}
            </Button>
          </Notice>
        )}
        {actions.error && !choosing && !begun && <Notice tone="bad">{actions.error}</Notice>}
      </div>
      {settled && state !== 'unconfirmed' && (
        <Later key="remind" load={() => import('../../push/push-card')} main />
      )}
      {settled && comes ? (
        <More icon="menu" title={t('answer.more')}>
          <div class={css.answer}>
            {choices}
            {after}
          </div>
        </More>
      ) : (
        open && choices
      )}
      {!comes && after}
      {choosing && (
        <Later
          key="who"
          load={() => import('./company-dialog')}
          company={company}
          error={actions.error}
          busy={actions.busy}
          onSave={change}
          onClose={() => setChoosing(false)}
        />
      )}
    </div>
  );
}

/** The answers after which something may follow. */
const AFTER = ['coming', 'waiting', 'unconfirmed'];

/** What was answered, in words. */
function Said({ standing, session, usual }: { standing: Standing; session: SessionBrief; usual: Company }) {
  const { state, answer, company, waiting } = standing;
  const short = shortage(session, usual);
  if (!state) return short ? <p>{short}</p> : null;
  const people = company && <strong>{describe(company)}</strong>;
  if (waiting) {
    return (
      <Notice icon="waiting">
        <p>{t(state === 'coming' ? 'answer.coming' : 'answer.not_coming')}</p>
        {state === 'coming' && <p>{people}</p>}
        {t('answer.unsent')}
      </Notice>
    );
  }
  if (state === 'coming')
    return (
      <Notice tone="good">
        <p class={css.thanks}>{t('answer.thanks')}</p>
        {people}
      </Notice>
    );
  if (state === 'not_coming') return <Notice>{t('answer.sorry')}</Notice>;
  if (state === 'lapsed') return <Notice icon="waiting">{t('answer.lapsed')}</Notice>;
  if (state === 'unconfirmed')
    return (
      <Notice icon="waiting">
        <p>{t('answer.unconfirmed')}</p>
        <p>{people}</p>
        {t('answer.unconfirmed.how')}
      </Notice>
    );
  if (state === 'waiting')
    return (
      <Notice icon="waiting">
        <p>{t('answer.waiting')}</p>
        <p>{people}</p>
        {!answer?.tooLarge && <p>{t('answer.waiting.before', { n: answer?.waitingBefore ?? 0 })}</p>}
        {answer?.tooLarge && <p>{t('answer.too_large')}</p>}
        {answer?.roomFor && <p>{t('answer.room_for', { n: answer.roomFor })}</p>}
      </Notice>
    );
  return (
    <Notice tone="good">
      <p class={css.thanks}>{t('answer.offered')}</p>
      {answer?.offerUntil &&
        t('answer.offered.until', {
          time: `${formatDate(answer.offerUntil)} ${formatTime(answer.offerUntil)}`,
        })}
    </Notice>
  );
}

interface ChoicesProps {
  standing: Standing;
  session: SessionBrief;
  company: Company;
  actions: ReturnType<typeof useAnswer>;
  onChange(): void;
}

const YES = { offered: 'answer.offered.yes', lapsed: 'answer.lapsed.again' } as const;

function Choices({ standing, company, actions, onChange }: ChoicesProps) {
  const { state, answer, waiting } = standing;
  const { busy } = actions;
  const decided = state === 'coming' || state === 'waiting' || state === 'unconfirmed';
  const fewer = state === 'waiting' && Boolean(answer?.tooLarge || answer?.roomFor);
  const yes = state === 'offered' || state === 'lapsed' ? YES[state] : 'answer.coming';
  return (
    <>
      {!decided && (
        <>
          <Button
            look={state === 'not_coming' ? 'plain' : 'main'}
            icon="check"
            busy={busy}
            onClick={() => actions.come(company)}
          >
            {t(yes)}
          </Button>
          {state !== 'not_coming' && <p class={css.company}>{describe(company)}</p>}
        </>
      )}
      <div class={css.row}>
        {state !== 'not_coming' && (
          <Button look={fewer ? 'main' : 'plain'} icon="family" busy={busy} onClick={onChange}>
            {t(fewer ? 'answer.fewer' : decided ? 'do.change' : 'answer.who')}
          </Button>
        )}
        {state !== 'not_coming' && state !== 'lapsed' && (
          <Button icon="cross" busy={busy} onClick={actions.stay}>
            {t('answer.not_coming')}
          </Button>
        )}
        {state && !waiting && (
          <Button look="quiet" busy={busy} onClick={actions.undo}>
            {t('answer.undo')}
          </Button>
        )}
      </div>
    </>
  );
}
