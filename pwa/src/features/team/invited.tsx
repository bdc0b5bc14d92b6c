import { formatDate } from '../../i18n/dates';
import { lang, t } from '../../i18n/i18n';
import type { Attempt } from '../../state/attempt';
import { Button } from '../../ui/button';
import { TextField } from '../../ui/field';
import { passOn } from '../sign-in/pass-on';

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
        <>
          <TextField
            label={t('team.invite.link')}
            hint={t('team.invite.hint', { date: formatDate(link.expiresAt) })}
            dir="ltr"
            readOnly
            value={url}
            onFocus={event => event.currentTarget.select()}
          />
          <Button icon="share" onClick={() => run(() => passOn(url))}>
            {t('do.share')}
          </Button>
        </>
      )}
    </div>
  );
}
