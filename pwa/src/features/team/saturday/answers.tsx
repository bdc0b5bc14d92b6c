import { useState } from 'preact/hooks';
import { formatDate, formatFacts, formatTime } from '../../../i18n/dates';
import { t } from '../../../i18n/i18n';
import { Alert } from '../../../ui/alert';
import { Button } from '../../../ui/button';
import { Icon } from '../../../ui/icon';
import { Later } from '../../../ui/later';
import { Notice } from '../../../ui/notice';
import { Waiting } from '../../../ui/waiting';
import css from './answers.module.css';
import type { Saturday } from './saturday';
import { type Answers, type FamilyAnswer, nameOf, sizeOf, stateOf, useAnswers } from './use-answers';

type Chosen = FamilyAnswer | 'new';

/** Who has answered, with the least that finds a family which rings; a tap changes its answer for it. */
export default function AnswersPart({ saturday }: { saturday: Saturday }) {
  const answers = useAnswers(saturday);
  const [chosen, setChosen] = useState<Chosen>();
  const { value } = answers.list;
  const open = saturday.session.status === 'open' && saturday.asOf < saturday.session.startsAt;
  return (
    <>
      <p class="soft">{t('saturday.answers.lead')}</p>
      <Said answers={answers} asking={chosen !== undefined} />
      {open && (
        <Button icon="plus" onClick={() => setChosen('new')}>
          {t('saturday.answers.enter')}
        </Button>
      )}
      <Waiting of={answers.list} />
      {value?.count === 0 && <p>{t('saturday.answers.none')}</p>}
      <ul class={css.answers}>
        {value?.answers.map(answer => (
          <li key={answer.id}>
            <Row answer={answer} {...(open && { onChoose: () => setChosen(answer) })} />
          </li>
        ))}
      </ul>
      {value && value.count > value.answers.length && (
        <p>{t('saturday.answers.some', { n: value.answers.length, all: value.count })}</p>
      )}
      {chosen === 'new' && (
        <Later load={() => import('./answer-new')} answers={answers} onClose={() => setChosen(undefined)} />
      )}
      {chosen && chosen !== 'new' && (
        <Later
          key={chosen.id}
          load={() => import('./answer-one')}
          answers={answers}
          answer={chosen}
          onClose={() => setChosen(undefined)}
        />
      )}
    </>
  );
}

/** What was done, with the way back; and what could not be done, unless the open form says it. */
function Said({ answers, asking }: { answers: Answers; asking: boolean }) {
  const { done, busy, error, undo } = answers;
  return (
    <>
      <div role="status">
        {done && (
          <Notice tone="good">
            <p>{done.text}</p>
            {done.undo && (
              <Button look="quiet" icon="back" busy={busy} onClick={undo}>
                {t('saturday.answers.undo')}
              </Button>
            )}
          </Notice>
        )}
      </div>
      {!asking && <Alert text={error} />}
    </>
  );
}

function Row({ answer, onChoose }: { answer: FamilyAnswer; onChoose?: () => void }) {
  const { nickname, at } = answer;
  const facts = [nickname && sizeOf(answer), `${formatDate(at)} ${formatTime(at)}`];
  const content = (
    <>
      <span class={css.who}>
        <bdi>{nameOf(answer)}</bdi>
        <span class="soft">{formatFacts(facts.filter(fact => typeof fact === 'string'))}</span>
      </span>
      <strong>{stateOf(answer)}</strong>
    </>
  );
  if (!onChoose) return <div class={css.row}>{content}</div>;
  return (
    <button type="button" class={css.row} onClick={onChoose}>
      {content}
      <span class="unseen">{t('do.change')}</span>
      <Icon name="next" mirrored />
    </button>
  );
}
