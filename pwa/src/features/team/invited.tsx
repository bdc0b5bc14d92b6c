import { formatDate } from '../../i18n/dates';
import { lang, t } from '../../i18n/i18n';
import type { Attempt } from '../../state/attempt';
import { SharedAddress } from '../sign-in/shared-address';

export interface Invitation {
  url: string;
  expiresAt: string;
}

/** The link of an invitation that was just made, in the language that its maker reads. It is shown once, to be sent on. */
export function Invited({ link, run }: Pick<Attempt, 'run'> & { link: Invitation | undefined }) {
  const url = link?.url.replace('/nb/team/', `/${lang()}/team/`) ?? '';
  return (
    <div role="status">
      {link && (
        <SharedAddress
          label={t('team.invite.link')}
          hint={t('team.invite.hint', { date: formatDate(link.expiresAt) })}
          url={url}
          run={run}
        />
      )}
    </div>
  );
}
