import { useState } from 'preact/hooks';
import { call } from '../../../api/client';
import type { Role, TeamPlace } from '../../../api/types';
import { t } from '../../../i18n/i18n';
import { LANGUAGES } from '../../../i18n/languages';
import { useAttempt } from '../../../state/attempt';
import { Alert } from '../../../ui/alert';
import { Button } from '../../../ui/button';
import { Card } from '../../../ui/card';
import { Select } from '../../../ui/field';
import { type Invitation, Invited } from '../invited';
import { team } from '../team';

interface Props {
  place: TeamPlace;
  onChange(): unknown;
}

const ROLES: readonly Role[] = ['organiser', 'instructor', 'translator'];

/** Makes a link that gives one person a role. It is shown once, to be sent on. */
export function Invite({ place, onChange }: Props) {
  const [role, setRole] = useState<Role>('organiser');
  const [into, setInto] = useState('ar');
  const [link, setLink] = useState<Invitation>();
  const { busy, error, run } = useAttempt();
  const make = () =>
    run(async () => {
      const made = await call('post', '/api/team/invitations', {
        body: {
          role,
          ...(role !== 'network' && { place: place.slug }),
          ...(role === 'translator' && { lang: into }),
        },
      });
      setLink(made);
      await onChange();
    });
  const roles = team.value?.network ? [...ROLES, 'network' as const] : ROLES;
  const languages = [
    ...Object.entries(LANGUAGES).map(([code, { name }]) => [code, name] as const),
    ['lett', t('team.easy')] as const,
  ];
  return (
    <Card look="main" labelledBy="invite">
      <h2 id="invite">{t('team.invite')}</h2>
      <Select<Role>
        label={t('team.invite.as')}
        value={role}
        options={roles.map(each => [each, t(`team.role.${each}`)] as const)}
        onChange={setRole}
      />
      <p class="soft">{t(`team.role.${role}.may`)}</p>
      {role === 'translator' && (
        <Select label={t('team.invite.into')} value={into} options={languages} onChange={setInto} />
      )}
      <Button icon="plus" busy={busy} onClick={make}>
        {t('team.invite.make')}
      </Button>
      <Alert text={error} />
      <Invited link={link} run={run} />
    </Card>
  );
}
