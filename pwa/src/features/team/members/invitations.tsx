import { call } from '../../../api/client';
import type { components } from '../../../api/schema';
import type { TeamPlace } from '../../../api/types';
import { formatDate } from '../../../i18n/dates';
import { t } from '../../../i18n/i18n';
import { Sure } from '../sure';
import { type Column, Table } from '../table';
import { roleName } from './words';

type Open = components['schemas']['OpenInvitation'];

interface Props {
  open: Open[];
  place: TeamPlace;
  onChange(): unknown;
}

/** Links that nobody has used yet: a link that went to the wrong person is withdrawn here. */
export function Invitations({ open, place, onChange }: Props) {
  if (!open.length) return null;
  const withdraw = (invitation: string) => async () => {
    await call('delete', '/api/places/{place}/team/invitations/{invitation}', {
      path: { place: place.slug, invitation },
    });
    await onChange();
  };
  const columns: Column<Open>[] = [
    { name: t('team.invite.as'), cell: roleName },
    { name: t('team.invite.by'), cell: ({ by }) => by ?? t('team.audit.by.organiser') },
    { name: t('team.invite.until'), cell: ({ expiresAt }) => formatDate(expiresAt) },
    {
      name: '',
      cell: each => (
        <Sure
          text={t('team.invite.withdraw')}
          label={`${t('team.invite.withdraw')}: ${roleName(each)}`}
          warning={t('team.invite.withdraw.sure')}
          act={withdraw(each.id)}
        />
      ),
    },
  ];
  return <Table caption={t('team.invite.open')} columns={columns} rows={open} keyOf={({ id }) => id} />;
}
