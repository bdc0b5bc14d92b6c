import { useState } from 'preact/hooks';
import { call } from '../../api/client';
import type { Family, Me } from '../../api/types';
import { lang, t } from '../../i18n/i18n';
import { spoken } from '../../i18n/languages';
import { useAttempt } from '../../state/attempt';
import { refreshMe } from '../../state/me';
import { say } from '../../state/toast';
import { Alert } from '../../ui/alert';
import { Button } from '../../ui/button';
import { Card } from '../../ui/card';
import { Dialog } from '../../ui/dialog';
import { Notice } from '../../ui/notice';
import { arrived } from '../sign-in/arrived';
import { checkCode, EmailCode } from '../sign-in/email-code';
import { Return } from '../sign-in/return';
import { PhoneNumber } from './phone-number';

/** The family's e-mail address, added by a typed code and removed by a tap; and its number for when that does not help. */
export default function Contact({ family }: { family: Family }) {
  return (
    <Card labelledBy="email">
      <h2 id="email">{t('me.email')}</h2>
      {family.email ? <Known email={family.email} bounced={family.emailBounced} /> : <Add />}
      <PhoneNumber family={family} />
    </Card>
  );
}

function Known({ email, bounced }: { email: string; bounced: boolean }) {
  const { busy, error, run } = useAttempt();
  const remove = () => run(() => call('delete', '/api/me/email', {}).then(refreshMe));
  return (
    <>
      <p>
        <bdi>{email}</bdi>
      </p>
      {bounced && <Notice tone="bad">{t('me.email.bounced')}</Notice>}
      <Button icon="trash" busy={busy} onClick={remove}>
        {t('me.email.remove')}
      </Button>
      <Alert text={error} />
    </>
  );
}

/** An address that another family has belongs to the same people: they are asked whether to return to that family. */
function Add() {
  const [taken, setTaken] = useState<string>();
  const [returning, setReturning] = useState(false);
  const done = async (now: Me) => {
    await arrived(now);
    say(t('is.saved'));
  };
  if (returning && taken) return <Return email={taken} />;
  return (
    <>
      <p class="soft">{t('me.email.hint')}</p>
      <EmailCode
        name="add"
        label={t('me.email')}
        sendText={t('me.email.add')}
        send={email => call('put', '/api/me/email', { body: { email, lang: spoken(lang()) } })}
        check={checkCode}
        onDone={done}
        onRefused={(problem, email) => {
          if (problem.code !== 'email.other_family') return false;
          setTaken(email);
          return true;
        }}
      />
      {taken && (
        <Dialog title={t('me.none.return')} open onClose={() => setTaken(undefined)}>
          <p>{t('me.link.merge')}</p>
          <Button look="main" icon="family" onClick={() => setReturning(true)}>
            {t('do.next')}
          </Button>
          <Button look="quiet" onClick={() => setTaken(undefined)}>
            {t('do.cancel')}
          </Button>
        </Dialog>
      )}
    </>
  );
}
