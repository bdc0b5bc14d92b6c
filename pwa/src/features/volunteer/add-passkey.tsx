import { useState } from 'preact/hooks';
import { call, Offline } from '../../api/client';
import { t } from '../../i18n/i18n';
import { useAttempt } from '../../state/attempt';
import { Alert } from '../../ui/alert';
import { Button } from '../../ui/button';
import { Icon } from '../../ui/icon';
import { hasPasskeys, makePasskey } from '../sign-in/passkey';
import { readVolunteer } from './volunteer';

async function addPasskey(): Promise<void> {
  const { id, publicKey } = await call('post', '/api/passkeys/register', {});
  const body = await makePasskey(publicKey);
  await call('post', '/api/passkeys/register/{id}', { path: { id }, body });
}

/** Signing in next time with finger or face. */
export function AddPasskey({ has }: { has: boolean }) {
  const [failed, setFailed] = useState(false);
  const { busy, error, run } = useAttempt();
  if (!hasPasskeys()) return null;
  const add = () => {
    setFailed(false);
    return run(
      () => addPasskey().then(readVolunteer),
      problem => {
        const byPhone = !(problem instanceof Offline);
        setFailed(byPhone);
        return byPhone;
      },
    );
  };
  return (
    <>
      <div role="status">
        {has && (
          <p>
            <Icon name="check" /> {t('volunteer.passkey.has')}
          </p>
        )}
      </div>
      <Button icon="device" busy={busy} onClick={add}>
        {t('volunteer.passkey.add')}
      </Button>
      <Alert text={failed ? t('volunteer.passkey.failed') : error} />
    </>
  );
}
