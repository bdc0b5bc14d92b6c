import { call } from '../../../api/client';
import type { TeamMember, TeamPlace } from '../../../api/types';
import { t } from '../../../i18n/i18n';
import { Card } from '../../../ui/card';
import { More } from '../../../ui/more';
import { Sure } from '../sure';
import { team } from '../team';
import { Toolbar } from '../toolbar';
import { Keys, SignIns } from './keys';
import { roleName, type TeamRole } from './words';

interface Props {
  place: TeamPlace;
  members: TeamMember[];
  onChange(): unknown;
}

/** The others of the team, each with roles to take away and sign-ins to end. */
export function Members({ members, onChange }: Props) {
  return (
    <section aria-labelledby="members">
      <h2 id="members">{t('team.members')}</h2>
      {members.length === 0 && <p class="soft">{t('team.members.none')}</p>}
      {members.map(member => (
        <Card key={member.id} labelledBy={`member-${member.id}`}>
          <h3 id={`member-${member.id}`}>
            <bdi>{member.name}</bdi>
          </h3>
          <p class="soft">
            <a href={`mailto:${member.email}`}>{member.email}</a>
          </p>
          {member.roles.map(role => (
            <RoleLine key={role.id} role={role} name={member.name} onChange={onChange} />
          ))}
          <More icon="key" title={t('team.signing_in')}>
            <SignIns of={member} onChange={onChange} />
            <Keys of={member} />
          </More>
        </Card>
      ))}
    </section>
  );
}

interface RoleProps {
  role: TeamRole;
  name: string;
  onChange(): unknown;
}

function RoleLine({ role, name, onChange }: RoleProps) {
  const mayTake = role.role !== 'network' || team.value?.network;
  const take = async () => {
    await call('delete', '/api/team/roles/{role}', { path: { role: role.id } });
    await onChange();
  };
  return (
    <Toolbar>
      <b>{roleName(role)}</b>
      {mayTake && (
        <Sure
          icon="trash"
          text={t('team.role.take')}
          label={`${t('team.role.take')}: ${roleName(role)}, ${name}`}
          warning={t('team.role.take.sure', { name })}
          act={take}
        />
      )}
    </Toolbar>
  );
}
