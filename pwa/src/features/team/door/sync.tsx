import type { Key } from '../../../i18n/catalogue';
import { formatTime } from '../../../i18n/dates';
import { hasText, t } from '../../../i18n/i18n';
import { explainCode } from '../../../i18n/problem';
import { to } from '../../../state/route';
import { Button, ButtonLink } from '../../../ui/button';
import { Notice } from '../../../ui/notice';
import { team } from '../team';
import { dismissRefused, obstacle, sendTaps } from './send';
import { unsent } from './taps';

/** What has been sent and what has not, always in sight. */
export function Sync({ session, sentAt }: { session: string; sentAt: number | undefined }) {
  const taps = unsent.value.filter(tap => tap.session === session);
  const refused = taps.filter(({ value }) => value.refused);
  const n = taps.length - refused.length;
  const nobody = obstacle.value === 'nobody';
  return (
    <>
      <div role="status">
        {n > 0 ? (
          <Notice icon={obstacle.value ? 'offline' : 'waiting'}>
            {t('door.unsent', { n })} {obstacle.value === 'offline' && t('door.offline')}
          </Notice>
        ) : (
          sentAt && <Notice tone="good">{t('door.sent', { time: formatTime(new Date(sentAt)) })}</Notice>
        )}
        {nobody && <Notice icon="warning">{t('door.nobody')}</Notice>}
      </div>
      {nobody && <SignIn session={session} />}
      {refused.length > 0 && (
        <Refused session={session} n={refused.length} code={refused[0]?.value.refused ?? ''} />
      )}
    </>
  );
}

/** Over this page where its member was signed in, else on the team's first page; the taps stay where they are. */
function SignIn({ session }: { session: string }) {
  const text = t('door.sign_in');
  return team.value ? (
    <Button icon="key" onClick={() => void sendTaps(session, false).catch(() => undefined)}>
      {text}
    </Button>
  ) : (
    <ButtonLink icon="key" href={to('/team')}>
      {text}
    </ButtonLink>
  );
}

/** Taps that the server does not take. They are gone only when somebody says so (F23). */
function Refused({ session, n, code }: { session: string; n: number; code: string }) {
  const own = `door.err.${code}`;
  return (
    <Notice tone="bad">
      <p>{t('door.refused', { n })}</p>
      <p>{hasText(own) ? t(own as Key) : explainCode(409, code)}</p>
      <Button icon="trash" onClick={() => dismissRefused(session)}>
        {t('door.dismiss')}
      </Button>
    </Notice>
  );
}
