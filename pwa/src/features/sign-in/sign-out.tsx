import { call } from '../../api/client';
import type { Device } from '../../api/types';
import { t } from '../../i18n/i18n';
import { useAttempt } from '../../state/attempt';
import { me } from '../../state/me';
import { Alert } from '../../ui/alert';
import { Button } from '../../ui/button';
import { Dialog } from '../../ui/dialog';
import { left } from './arrived';

interface Props {
  device: Device;
  onClose(): void;
  onDone?(): void;
}

/** Signs this phone out, after a second tap: without an e-mail address there is no way back to the family. */
export function SignOut({ device, onClose, onDone }: Props) {
  const { busy, error, run } = useAttempt();
  const noWayBack = me.value?.family && !me.value.family.email;
  const signOut = () =>
    run(async () => {
      await call('delete', '/api/me/devices/{device}', { path: { device: device.id } });
      onClose();
      await left();
      onDone?.();
    });
  return (
    <Dialog title={t('me.devices.sign_out')} open onClose={onClose}>
      <p>
        <bdi>{device.label}</bdi> ({t('me.devices.this')})
      </p>
      {noWayBack && <p>{t('me.email.hint')}</p>}
      <Alert text={error} />
      <Button look="main" busy={busy} onClick={signOut}>
        {t('me.devices.sign_out')}
      </Button>
      <Button look="quiet" onClick={onClose}>
        {t('do.cancel')}
      </Button>
    </Dialog>
  );
}
