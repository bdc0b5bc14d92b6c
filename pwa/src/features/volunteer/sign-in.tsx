import { useEffect, useRef, useState } from 'preact/hooks';
import { call } from '../../api/client';
import type { Me, Volunteer } from '../../api/types';
import { lang, t } from '../../i18n/i18n';
import { spoken } from '../../i18n/languages';
import { explain } from '../../i18n/problem';
import { me, refreshMe } from '../../state/me';
import { isLater } from '../../state/retry';
import { Alert } from '../../ui/alert';
import { Button } from '../../ui/button';
import { Card } from '../../ui/card';
import { arrived } from '../sign-in/arrived';
import { checkCode, EmailCode } from '../sign-in/email-code';
import { canSuggest, hasPasskeys, signWithPasskey } from '../sign-in/passkey';
import { readVolunteer, volunteer } from './volunteer';

/** By a code from a mail, which also makes a new volunteer; or by a passkey that was added before. */
export default function SignIn() {
  const { busy, error, ask } = usePasskey();
  const done = async (now: Me) => {
    await arrived(now);
    await readVolunteer();
  };
  return (
    <Card look="main">
      <EmailCode
        name="volunteer"
        label={t('volunteer.email')}
        sendText={t('volunteer.email.send')}
        autoComplete="username webauthn"
        main
        send={email =>
          call('post', '/api/sign-in/code', { body: { email, lang: spoken(lang()), purpose: 'volunteer' } })
        }
        check={checkCode}
        onDone={done}
      />
      {hasPasskeys() && (
        <p>
          <Button look="quiet" icon="device" busy={busy} onClick={ask}>
            {t('volunteer.passkey')}
          </Button>
        </p>
      )}
      <Alert text={error} />
    </Card>
  );
}

async function signInByPasskey(signal: AbortSignal, suggest: boolean): Promise<Volunteer> {
  const { id, publicKey } = await call('post', '/api/passkeys/sign-in', {});
  const body = await signWithPasskey(publicKey, signal, suggest);
  return call('post', '/api/passkeys/sign-in/{id}', { path: { id }, body });
}

/** Offers passkeys in the e-mail field as long as the form is there; a tap asks in the browser's dialog instead. */
function usePasskey() {
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<string>();
  const pending = useRef<AbortController | undefined>(undefined);

  function begin(suggest: boolean): Promise<Volunteer> {
    pending.current?.abort();
    pending.current = new AbortController();
    return signInByPasskey(pending.current.signal, suggest);
  }
  useEffect(() => {
    let shown = true;
    const suggested = canSuggest().then(can => (can && shown ? begin(true).then(enter) : undefined));
    suggested.catch(() => undefined); // the form and the button are still there
    return () => {
      shown = false;
      pending.current?.abort();
    };
  }, []);

  async function ask(): Promise<void> {
    setBusy(true);
    setError(undefined);
    try {
      await enter(await begin(false));
    } catch (problem) {
      setError(isLater(problem) ? explain(problem) : t('volunteer.passkey.failed'));
    } finally {
      setBusy(false);
    }
  }
  return { busy, error, ask };
}

async function enter(known: Volunteer): Promise<void> {
  volunteer.value = known;
  await refreshMe();
  if (me.value) await arrived(me.value);
}
