import { useState } from 'preact/hooks';
import { call } from '../../api/client';
import type { components } from '../../api/schema';
import type { Team } from '../../api/types';
import { lang, t } from '../../i18n/i18n';
import { isLang, LANGUAGES, spoken } from '../../i18n/languages';
import { useDraft } from '../../state/kept';
import { useReading } from '../../state/reading';
import { isLater } from '../../state/retry';
import { navigate, to } from '../../state/route';
import { Alert } from '../../ui/alert';
import { ButtonLink } from '../../ui/button';
import { Card } from '../../ui/card';
import { TextField } from '../../ui/field';
import { Page } from '../../ui/page';
import { Waiting } from '../../ui/waiting';
import { EmailCode } from '../sign-in/email-code';
import { Enrol } from './enter';
import { team } from './team';

type Invitation = components['schemas']['Invitation'];

/** An invitation: what it gives, who accepts, the code from the mail, and a passkey. */
export default function Join({ code }: { code: string }) {
  const [enrolling, setEnrolling] = useState(false);
  const reading = useReading(code, () => call('get', '/api/team/invitations/{code}', { path: { code } }), {
    steady: true,
  });
  const invitation = reading.value;
  const later = isLater(reading.error);
  const done = async (now: Team) => {
    if (now.enrolling) return setEnrolling(true);
    team.value = now;
    await navigate(to('/team'));
  };
  return (
    <Page title={t('team.join')} icon="key">
      {invitation && <p>{words(invitation)}</p>}
      {enrolling && <Enrol onDone={done} />}
      {invitation && !enrolling && <Accept code={code} onDone={done} />}
      {(!reading.error || later) && <Waiting of={reading} />}
      {reading.error !== undefined && !later && (
        <>
          <Alert text={t('team.join.over')} />
          <ButtonLink href={to('/team')}>{t('team.sign_in')}</ButtonLink>
        </>
      )}
    </Page>
  );
}

function words({ place, role, lang: into = '' }: Invitation): string {
  const name = isLang(into) ? LANGUAGES[spoken(into)].name : into;
  if (role === 'network') return t('team.join.network');
  return t(`team.join.${role}`, { place: place ?? '', lang: name });
}

interface AcceptProps {
  code: string;
  onDone(now: Team): unknown;
}

function Accept({ code, onDone }: AcceptProps) {
  const known = team.peek()?.member;
  const [{ name }, setDraft] = useDraft('join', { name: known?.name ?? '' });
  const send = (email: string) =>
    call('post', '/api/team/invitations/{code}/accept', {
      path: { code },
      body: { name, email, lang: spoken(lang()) },
    });
  return (
    <Card look="main">
      <EmailCode
        name={`join ${code}`}
        {...(known && { email: known.email })}
        label={t('team.email')}
        sendText={t('team.join.accept')}
        main
        send={send}
        check={(id, typed) =>
          call('post', '/api/team/sign-in/code/{id}', { path: { id }, body: { code: typed } })
        }
        onDone={onDone}
      >
        <TextField
          label={t('team.name')}
          autoComplete="name"
          required
          maxLength={80}
          value={name}
          onInput={event => setDraft({ name: event.currentTarget.value })}
        />
      </EmailCode>
    </Card>
  );
}
