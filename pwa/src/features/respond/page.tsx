import { useState } from 'preact/hooks';
import { ApiProblem, call } from '../../api/client';
import type { Notice as Asked } from '../../api/types';
import type { PageProps } from '../../app/pages';
import { t } from '../../i18n/i18n';
import { explain } from '../../i18n/problem';
import { useAttempt } from '../../state/attempt';
import { refreshMe } from '../../state/me';
import { useReading } from '../../state/reading';
import { isLater } from '../../state/retry';
import { to } from '../../state/route';
import { Alert } from '../../ui/alert';
import { Button, ButtonLink } from '../../ui/button';
import { Card } from '../../ui/card';
import { Icon } from '../../ui/icon';
import { Notice } from '../../ui/notice';
import { Page } from '../../ui/page';
import { Waiting } from '../../ui/waiting';
import { describe } from '../answer/company';
import { Changes, When } from '../place/session-facts';
import css from './respond.module.css';

const isFinal = (problem: unknown) => problem instanceof ApiProblem && !isLater(problem);

/** Where the buttons of a mail lead: one more tap answers, also on a phone that nobody is signed in on. */
export default function RespondPage({ route }: PageProps) {
  const token = route.params.token ?? '';
  const reading = useReading(token, () => call('get', '/api/r/{token}', { path: { token } }));
  const asked = reading.value;
  const { busy, error, run } = useAttempt();
  const [refused, setRefused] = useState(false);
  const over = refused || isFinal(reading.error);
  const note = (problem: unknown) => {
    setRefused(isFinal(problem));
    return false;
  };
  const answer = (coming: boolean) =>
    run(async () => {
      const stands = await call('post', '/api/r/{token}', { path: { token }, body: { coming } });
      if (asked) reading.show({ ...asked, ...stands, placeName: asked.placeName });
      void refreshMe();
    }, note);
  const open = asked?.session.status === 'open' && !over;
  return (
    <Page title={t('respond.title')}>
      {asked && <Question asked={asked} />}
      {asked && open && <Choices state={asked.state} busy={busy} onAnswer={answer} />}
      <Alert text={error} />
      {over ? <Alert text={reading.error ? explain(reading.error) : undefined} /> : <Waiting of={reading} />}
      <ButtonLink look="quiet" icon="next" href={to(asked ? `/s/${asked.session.id}` : '')}>
        {asked ? <bdi>{asked.placeName}</bdi> : t('nav.home')}
      </ButtonLink>
    </Page>
  );
}

/** The Saturday that the mail was about, and what was answered. */
function Question({ asked: { session, placeName, state, company } }: { asked: Asked }) {
  return (
    <Card look="main">
      <When session={session} place={placeName} />
      <Changes session={session} />
      <div role="status">
        <Said state={state} />
      </div>
      {company && state !== 'not_coming' && (
        <p class={css.fact}>
          <Icon name="family" /> {describe(company)}
        </p>
      )}
    </Card>
  );
}

function Said({ state }: { state: Asked['state'] }) {
  switch (state) {
    case 'coming':
      return <Notice tone="good">{t('respond.done.coming')}</Notice>;
    case 'not_coming':
      return <Notice icon="check">{t('respond.done.not_coming')}</Notice>;
    case 'waiting':
      return <Notice icon="waiting">{t('answer.waiting')}</Notice>;
    case 'offered':
      return <Notice tone="good">{t('answer.offered')}</Notice>;
    case 'unconfirmed':
      return <Notice icon="waiting">{t('answer.unconfirmed.how')}</Notice>;
    case 'lapsed':
      return <Notice icon="waiting">{t('answer.lapsed')}</Notice>;
    case undefined:
      return null;
  }
}

interface ChoicesProps {
  state: Asked['state'];
  busy: boolean;
  onAnswer(coming: boolean): void;
}

/** `?a=` says which button of the mail was tapped; here it only comes first. What stands already is not offered again. */
function Choices({ state, busy, onAnswer }: ChoicesProps) {
  const cannot = new URLSearchParams(location.search).get('a') === 'cannot';
  const choices = [
    { coming: true, stands: state === 'coming' || state === 'waiting' },
    { coming: false, stands: state === 'not_coming' },
  ].filter(choice => !choice.stands);
  if (cannot) choices.reverse();
  return (
    <div class={css.choices}>
      {choices.map(({ coming }) => (
        <Button
          key={coming}
          look={!state && coming !== cannot ? 'main' : 'plain'}
          icon={coming ? 'check' : 'cross'}
          busy={busy}
          onClick={() => onAnswer(coming)}
        >
          {t(coming ? 'answer.coming' : 'answer.not_coming')}
        </Button>
      ))}
    </div>
  );
}
