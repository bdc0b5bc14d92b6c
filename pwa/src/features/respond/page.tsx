import { useEffect, useState } from 'preact/hooks';
import { ApiProblem, call } from '../../api/client';
import type { Notice as Asked } from '../../api/types';
import type { PageProps } from '../../app/pages';
import { t } from '../../i18n/i18n';
import { useAttempt } from '../../state/attempt';
import { refreshMe } from '../../state/me';
import { isLater } from '../../state/retry';
import { to } from '../../state/route';
import { Alert } from '../../ui/alert';
import { Button, ButtonLink } from '../../ui/button';
import { Card } from '../../ui/card';
import { Icon } from '../../ui/icon';
import { Notice } from '../../ui/notice';
import { Page } from '../../ui/page';
import { describe } from '../answer/company';
import { Changes, When } from '../place/session-facts';
import css from './respond.module.css';

/** Where the buttons of a mail lead: one more tap answers, also on a phone that nobody is signed in on. */
export default function RespondPage({ route }: PageProps) {
  const token = route.params.token ?? '';
  const [asked, setAsked] = useState<Asked>();
  const { busy, error, run } = useAttempt();
  const [over, setOver] = useState(false);
  const note = (problem: unknown) => {
    setOver(problem instanceof ApiProblem && !isLater(problem));
    return false;
  };
  const read = () =>
    run(async () => setAsked(await call('get', '/api/r/{token}', { path: { token } })), note);
  const answer = (coming: boolean) =>
    run(async () => {
      const stands = await call('post', '/api/r/{token}', { path: { token }, body: { coming } });
      setAsked(before => before && { ...before, ...stands, placeName: before.placeName });
      void refreshMe();
    }, note);
  useEffect(() => void read(), [token]);
  const open = asked?.session.status === 'open' && !over;
  return (
    <Page title={t('respond.title')}>
      {asked ? <Question asked={asked} /> : !error && <p role="status">{t('is.loading')}</p>}
      {asked && open && <Choices state={asked.state} busy={busy} onAnswer={answer} />}
      <Alert text={error} />
      {error && !asked && !over && <Button onClick={read}>{t('do.retry')}</Button>}
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
