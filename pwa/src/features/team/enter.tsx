import { useState } from 'preact/hooks';
import { call } from '../../api/client';
import type { Team } from '../../api/types';
import { lang, t } from '../../i18n/i18n';
import { spoken } from '../../i18n/languages';
import { Alert } from '../../ui/alert';
import { Button } from '../../ui/button';
import { Card } from '../../ui/card';
import { More } from '../../ui/more';
import { EmailCode } from '../sign-in/email-code';
import { hasPasskeys } from '../sign-in/passkey';
import { addKey, signIn, team } from './team';
import { usePasskey } from './use-passkey';

/** Signs in with a passkey; who has none here gets one after a mailed code. `onDone` once the member is signed in. */
export default function Enter({ onDone }: { onDone?(now: Team): unknown }) {
  const [enrolling, setEnrolling] = useState(team.peek()?.enrolling ?? false);
  const done = async (now: Team) => {
    if (now.enrolling) return setEnrolling(true);
    await onDone?.(now);
    team.value = now;
  };
  if (!hasPasskeys()) return <Alert text={t('team.no_passkeys')} />;
  return enrolling ? <Enrol onDone={done} /> : <SignIn onDone={done} />;
}

interface StepProps {
  onDone(now: Team): unknown;
}

function SignIn({ onDone }: StepProps) {
  const { busy, error, ask } = usePasskey(signIn, onDone);
  return (
    <Card look="main">
      <p>{t('team.sign_in.lead')}</p>
      <p>
        <Button look="main" icon="key" busy={busy} onClick={ask}>
          {t('team.sign_in.passkey')}
        </Button>
      </p>
      <Alert text={error} />
      <More icon="mail" title={t('team.sign_in.lost')}>
        <p class="soft">{t('team.sign_in.lost.hint')}</p>
        <EmailCode
          name="team"
          label={t('team.email')}
          sendText={t('team.email.send')}
          send={email => call('post', '/api/team/sign-in/code', { body: { email, lang: spoken(lang()) } })}
          check={(id, code) => call('post', '/api/team/sign-in/code/{id}', { path: { id }, body: { code } })}
          onDone={onDone}
        />
      </More>
    </Card>
  );
}

/** The last step of joining and of coming back: from now on this device signs in by finger, face or number. */
export function Enrol({ onDone }: StepProps) {
  const { busy, error, ask } = usePasskey(addKey, onDone);
  return (
    <Card look="main">
      <h2>{t('team.enrol')}</h2>
      <p>{t('team.enrol.lead')}</p>
      <Button look="main" icon="key" busy={busy} onClick={ask}>
        {t('team.passkey.add')}
      </Button>
      <Alert text={error} />
    </Card>
  );
}
