import { useEffect, useState } from 'preact/hooks';
import { call } from '../../api/client';
import type { Device } from '../../api/types';
import { formatDate } from '../../i18n/dates';
import { t } from '../../i18n/i18n';
import { useAttempt } from '../../state/attempt';
import { refreshMe } from '../../state/me';
import { Alert } from '../../ui/alert';
import { Button } from '../../ui/button';
import { Card } from '../../ui/card';
import { Icon } from '../../ui/icon';
import { SignOut } from '../sign-in/sign-out';
import { EnterCode } from './enter-code';
import css from './me.module.css';
import { type Link, ShownCode } from './shown-code';

/** The family's phones: sign one out, or add another. */
export default function Phones({ devices }: { devices: Device[] }) {
  const [leaving, setLeaving] = useState<Device>();
  const { busy, error, run } = useAttempt();
  const signOut = (device: Device) =>
    device.current
      ? setLeaving(device)
      : run(() =>
          call('delete', '/api/me/devices/{device}', { path: { device: device.id } }).then(refreshMe),
        );
  return (
    <Card labelledBy="phones">
      <h2 id="phones">{t('me.devices')}</h2>
      <ul class={css.rows}>
        {devices.map(device => (
          <li key={device.id}>
            <Icon name={device.push ? 'bell' : 'device'} />
            <span>
              <bdi>{device.label}</bdi> {device.current && <b>({t('me.devices.this')})</b>}
              <br />
              <span class="soft">{t('me.devices.seen', { date: formatDate(device.seenAt) })}</span>
            </span>
            <Button
              look="quiet"
              busy={busy}
              aria-label={`${t('me.devices.sign_out')}: ${device.label}`}
              onClick={() => signOut(device)}
            >
              {t('me.devices.sign_out')}
            </Button>
          </li>
        ))}
      </ul>
      <Alert text={error} />
      <AddPhone />
      <EnterCode />
      <p class="soft">{t('me.twice')}</p>
      {leaving && <SignOut device={leaving} onClose={() => setLeaving(undefined)} />}
    </Card>
  );
}

/** Shows a code for the other phone until it expires; afterwards a new one can be had. */
function AddPhone() {
  const [link, setLink] = useState<Link>();
  const { busy, error, run } = useAttempt();
  useEffect(() => {
    if (!link) return;
    const timer = setTimeout(() => setLink(undefined), Date.parse(link.expiresAt) - Date.now());
    return () => clearTimeout(timer);
  }, [link]);
  return (
    <>
      <div role="status">{link && <ShownCode link={link} />}</div>
      {!link && (
        <Button
          icon="plus"
          busy={busy}
          onClick={() => run(async () => setLink(await call('post', '/api/me/link', {})))}
        >
          {t('me.link')}
        </Button>
      )}
      <Alert text={error} />
    </>
  );
}
