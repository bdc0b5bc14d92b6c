import { useEffect } from 'preact/hooks';
import { t } from '../i18n/i18n';
import { useAttempt } from '../state/attempt';
import { handOver } from '../state/hand-over';
import { me } from '../state/me';
import { to } from '../state/route';
import { say } from '../state/toast';
import { Alert } from '../ui/alert';
import { Button, ButtonLink } from '../ui/button';
import { Notice } from '../ui/notice';
import { InstallOffer } from './install-offer';
import { pushState, recheckPush, sendTest, turnOff, turnOn } from './push';

interface Props {
  /** In settings: a test, and turning them off. */
  settled?: boolean;
  /** The one thing to do on the page. */
  main?: boolean;
}

/**
 * Notifications on this phone: offered, on, lost or impossible, and the one thing to do about it.
 * The way to the home screen, and to mail where notifications cannot be, is one tap from here.
 */
export default function PushCard({ settled = false, main = false }: Props) {
  const { busy, error, run } = useAttempt();
  useEffect(() => {
    if (pushState.peek() === 'unknown') void recheckPush();
  }, []);
  const family = me.value?.family?.id;
  useEffect(() => void handOver(), [family]);
  const look = main ? 'main' : 'plain';
  const test = () => run(() => sendTest().then(() => say(t('notify.sent'))));
  return (
    <div>
      <div role="status">
        <Standing />
      </div>
      {pushState.value === 'off' && (
        <Button look={look} icon="bell" busy={busy} onClick={() => run(turnOn)}>
          {t('notify.yes')}
        </Button>
      )}
      {pushState.value === 'lost' && (
        <Button look="main" icon="bell" busy={busy} onClick={() => run(turnOn)}>
          {t('notify.restore')}
        </Button>
      )}
      {pushState.value === 'install' && (
        <ButtonLink look={look} icon="next" href={to('/install')}>
          {t('install.button')}
        </ButtonLink>
      )}
      {settled && pushState.value === 'on' && (
        <>
          <Button icon="bell" busy={busy} onClick={test}>
            {t('notify.test')}
          </Button>
          <Button look="quiet" busy={busy} onClick={() => run(turnOff)}>
            {t('notify.off')}
          </Button>
        </>
      )}
      {!settled &&
        !me.value?.family?.email &&
        (pushState.value === 'denied' || pushState.value === 'unsupported') && (
          <ButtonLink look={look} icon="mail" href={to('/me')}>
            {t('me.email.add')}
          </ButtonLink>
        )}
      <InstallOffer />
      <Alert text={error} />
    </div>
  );
}

/** How it stands, in words. */
function Standing() {
  switch (pushState.value) {
    case 'unknown':
      return null;
    case 'off':
      return <p>{t('notify.ask')}</p>;
    case 'on':
      return <Notice tone="good">{t('notify.on')}</Notice>;
    case 'lost':
      return <Notice tone="bad">{t('notify.lost')}</Notice>;
    case 'install':
      return <p>{t('install.why')}</p>;
    case 'denied':
      return <Notice icon="bell">{t('notify.denied')}</Notice>;
    case 'unsupported':
      return <Notice icon="bell">{t('notify.none')}</Notice>;
  }
}
