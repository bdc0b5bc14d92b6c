import { call } from '../../../api/client';
import type { TeamMember } from '../../../api/types';
import { forgetMornings } from '../../../background/door';
import { t } from '../../../i18n/i18n';
import { useAttempt } from '../../../state/attempt';
import { navigate, to } from '../../../state/route';
import { Alert } from '../../../ui/alert';
import { Button } from '../../../ui/button';
import { Card } from '../../../ui/card';
import { Sure } from '../sure';
import { addKey, readTeam, team } from '../team';
import { Toolbar } from '../toolbar';
import { usePasskey } from '../use-passkey';
import { Keys, SignIns } from './keys';
import { roleName } from './words';

interface Props {
  me: TeamMember;
  onChange(): unknown;
}

/** One's own roles, passkeys and sign-ins, and the way out. */
export function Mine({ me, onChange }: Props) {
  const { busy, error, run } = useAttempt();
  const added = usePasskey(addKey, onChange);
  const here = me.signIns.find(signIn => signIn.here);
  const signOut = () =>
    run(async () => {
      if (here) await call('delete', '/api/team/sign-ins/{signIn}', { path: { signIn: here.device } });
      await forgetMornings();
      team.value = null;
    });
  const leave = (role: string) => async () => {
    await call('delete', '/api/team/roles/{role}', { path: { role } });
    team.value = undefined; // who is erased now is not asked to sign in again
    await readTeam();
    await navigate(to('/team'));
  };
  return (
    <Card labelledBy="mine">
      <h2 id="mine">{t('team.mine')}</h2>
      <p>
        <bdi>{me.name}</bdi>
        <br />
        <span class="soft">{me.email}</span>
      </p>
      {me.roles.map(role => (
        <Toolbar key={role.id}>
          <span>
            <b>{roleName(role)}</b> {role.place}
          </span>
          <Sure
            text={t('team.leave')}
            label={`${t('team.leave')}: ${roleName(role)} ${role.place ?? ''}`}
            warning={t('team.leave.sure')}
            act={leave(role.id)}
          />
        </Toolbar>
      ))}
      <Keys of={me} onChange={onChange} />
      <Button icon="plus" busy={added.busy} onClick={added.ask}>
        {t('team.passkey.add')}
      </Button>
      <Alert text={added.error} />
      <SignIns of={me} onChange={onChange} />
      <Button icon="back" busy={busy} onClick={signOut}>
        {t('team.sign_out')}
      </Button>
      <Alert text={error} />
    </Card>
  );
}
