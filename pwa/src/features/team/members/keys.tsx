import { call } from '../../../api/client';
import type { components } from '../../../api/schema';
import type { TeamMember } from '../../../api/types';
import { formatDate, formatTime } from '../../../i18n/dates';
import { t } from '../../../i18n/i18n';
import { useAttempt } from '../../../state/attempt';
import { say } from '../../../state/toast';
import { Alert } from '../../../ui/alert';
import { Button } from '../../../ui/button';
import { Sure } from '../sure';
import { type Column, Table } from '../table';

type Passkey = components['schemas']['TeamPasskey'];
type SignIn = components['schemas']['TeamSignIn'];

const moment = (at: string) => `${formatDate(at)} ${formatTime(at)}`;
const device = ({ label }: { label: string }) => <bdi>{label || t('team.device')}</bdi>;

interface Props {
  of: TeamMember;
  onChange(): unknown;
}

/** Where a member is signed in; each sign-in can be ended at once. */
export function SignIns({ of, onChange }: Props) {
  const { busy, error, run } = useAttempt();
  const end = ({ device }: SignIn) =>
    run(async () => {
      await call('delete', '/api/team/sign-ins/{signIn}', { path: { signIn: device } });
      say(t('team.sign_ins.ended'));
      await onChange();
    });
  const columns: Column<SignIn>[] = [
    { name: t('team.device'), cell: device },
    { name: t('team.since'), cell: ({ since }) => moment(since) },
    { name: t('team.seen'), cell: ({ seenAt }) => moment(seenAt) },
    {
      name: '',
      cell: signIn =>
        signIn.here ? (
          t('team.here')
        ) : (
          <Button
            look="quiet"
            busy={busy}
            aria-label={`${t('team.sign_ins.end')}: ${signIn.label}`}
            onClick={() => end(signIn)}
          >
            {t('team.sign_ins.end')}
          </Button>
        ),
    },
  ];
  return (
    <>
      <Table
        caption={t('team.sign_ins')}
        columns={columns}
        rows={of.signIns}
        keyOf={signIn => signIn.device}
        empty={t('team.sign_ins.none')}
      />
      <Alert text={error} />
    </>
  );
}

/** A member's passkeys; one's own can be removed, as long as one is left (`onChange`). */
export function Keys({ of, onChange }: Omit<Props, 'onChange'> & { onChange?: Props['onChange'] }) {
  const remove = (key: Passkey) => async () => {
    await call('delete', '/api/team/passkeys/{key}', { path: { key: key.id } });
    await onChange?.();
  };
  const columns: Column<Passkey>[] = [
    { name: t('team.device'), cell: device },
    { name: t('team.since'), cell: ({ since }) => formatDate(since) },
    { name: t('team.seen'), cell: ({ usedAt }) => (usedAt ? moment(usedAt) : '–') },
  ];
  if (onChange && of.passkeys.length > 1)
    columns.push({
      name: '',
      cell: key => (
        <Sure
          text={t('team.keys.remove')}
          label={`${t('team.keys.remove')}: ${key.label}`}
          warning={t('team.keys.remove.sure')}
          act={remove(key)}
        />
      ),
    });
  return (
    <Table
      caption={t('team.keys')}
      columns={columns}
      rows={of.passkeys}
      keyOf={key => key.id}
      empty={t('team.keys.none')}
    />
  );
}
