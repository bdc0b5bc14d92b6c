import { useEffect, useState } from 'preact/hooks';
import { ApiProblem } from '../../api/client';
import type { PageProps } from '../../app/pages';
import { t } from '../../i18n/i18n';
import { explain } from '../../i18n/problem';
import { newKey } from '../../state/key';
import { Alert } from '../../ui/alert';
import { Button } from '../../ui/button';
import { Icon } from '../../ui/icon';
import { Page } from '../../ui/page';
import { FaceIcon } from './face';
import { type Face, give, type Pulse, QUESTIONS, type Who } from './pulse';
import css from './pulse.module.css';
import { Question } from './question';

/** How it was, in three faces: one question at a time, and nobody knows who answered. */
export default function PulsePage({ route }: PageProps) {
  const [who, setWho] = useState<Who>();
  const [at, setAt] = useState(0);
  const [answers, setAnswers] = useState<Pulse['answers']>({});
  const again = () => {
    setWho(undefined);
    setAt(0);
    setAnswers({});
  };
  const answer = (face: Face | undefined) => {
    const question = QUESTIONS[at];
    if (question && face) setAnswers({ ...answers, [question]: face });
    setAt(at + 1);
  };
  return (
    <Page title={t('pulse.title')}>
      {!who && <Answerer onChoose={setWho} />}
      {who && at < QUESTIONS.length && <Question who={who} at={at} onAnswer={answer} />}
      {who && at === QUESTIONS.length && (
        <Sending session={route.params.session ?? ''} pulse={{ who, answers }} onAgain={again} />
      )}
    </Page>
  );
}

function Answerer({ onChoose }: { onChoose(who: Who): void }) {
  return (
    <>
      <h2>{t('pulse.who')}</h2>
      <div class={`${css.faces} ${css.who}`}>
        <button type="button" onClick={() => onChoose('child')}>
          <FaceIcon face="good" />
          {t('pulse.child')}
        </button>
        <button type="button" onClick={() => onChoose('family')}>
          <span class={css.picture}>
            <Icon name="family" />
          </span>
          {t('pulse.family')}
        </button>
      </div>
      <p class="soft">{t('pulse.secret')}</p>
    </>
  );
}

/** Sends when it comes up; who skipped everything has nothing to send. A failure keeps the faces and the key. */
function Sending({ session, pulse, onAgain }: { session: string; pulse: Pulse; onAgain(): void }) {
  const [key] = useState(newKey);
  const [sent, setSent] = useState(Object.keys(pulse.answers).length === 0);
  const [error, setError] = useState<string>();
  const send = () =>
    give(session, pulse, key).then(
      () => setSent(true),
      problem => setError(wordsFor(problem)),
    );
  useEffect(() => {
    if (!sent) void send();
  }, []);
  return (
    <>
      <div role="status" class={css.question}>
        {sent && (
          <>
            <FaceIcon face="good" />
            <h2>{t('pulse.thanks')}</h2>
          </>
        )}
      </div>
      <Alert text={sent ? undefined : error} />
      <div class={css.below}>
        {sent ? (
          <Button onClick={onAgain}>{t('pulse.next')}</Button>
        ) : (
          error && <Button onClick={send}>{t('do.retry')}</Button>
        )}
      </div>
    </>
  );
}

const wordsFor = (problem: unknown): string =>
  problem instanceof ApiProblem && problem.code === 'pulse.closed' ? t('pulse.closed') : explain(problem);
