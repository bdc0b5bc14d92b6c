import { useState } from 'preact/hooks';
import { call } from '../../api/client';
import { t } from '../../i18n/i18n';
import { me, refreshMe } from '../../state/me';
import { say } from '../../state/toast';
import { Button, ButtonLink } from '../../ui/button';
import { Card } from '../../ui/card';
import { More } from '../../ui/more';
import { Notice } from '../../ui/notice';
import { left } from '../sign-in/arrived';
import { CalendarFeed } from '../sign-in/calendar-feed';
import { Erase } from '../sign-in/erase';
import { SignOut } from '../sign-in/sign-out';
import { AddPasskey } from './add-passkey';
import { Partner } from './partner';
import { Profile } from './profile';
import { Reminders } from './reminders';
import { forgetVolunteer, volunteer } from './volunteer';
import css from './volunteer.module.css';

/** Everything about the volunteer that is not a shift. */
export default function Settings() {
  const known = volunteer.value;
  if (!known) return null;
  return (
    <>
      {known.emailBounced && (
        <Notice tone="bad">
          {t('me.email.bounced')} <bdi>{known.email}</bdi>
        </Notice>
      )}
      <Reminders volunteer={known} />
      <Card>
        <h2>{t('me.calendar')}</h2>
        <CalendarFeed whose="volunteer" text={t('volunteer.calendar')} />
      </Card>
      <Card>
        <More icon="volunteer" title={<bdi>{known.name}</bdi>}>
          <Profile />
        </More>
        <Partner name={known.partner} />
        <AddPasskey has={known.passkeys > 0} />
        <ButtonLink icon="download" download href="/api/volunteer/hours.pdf">
          {t('volunteer.hours')}
        </ButtonLink>
      </Card>
      <WaysOut />
    </>
  );
}

function WaysOut() {
  const [leaving, setLeaving] = useState(false);
  const device = me.value?.devices.find(one => one.current);
  return (
    <div class={css.ways}>
      {device && <Button onClick={() => setLeaving(true)}>{t('volunteer.sign_out')}</Button>}
      <Erase text={t('volunteer.erase')} warning={t('volunteer.erase.sure')} erase={eraseVolunteer} />
      {device && leaving && (
        <SignOut device={device} onClose={() => setLeaving(false)} onDone={forgetVolunteer} />
      )}
    </div>
  );
}

/** The family that the same phone may belong to stays. */
async function eraseVolunteer(): Promise<void> {
  await call('delete', '/api/volunteer', {});
  await refreshMe();
  if (!me.value?.family) await left();
  forgetVolunteer();
  say(t('me.erase.done'));
}
