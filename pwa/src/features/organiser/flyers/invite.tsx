import { useState } from 'preact/hooks';
import { call } from '../../../api/client';
import { formatDate } from '../../../i18n/dates';
import { lang as shown, t } from '../../../i18n/i18n';
import { useAttempt } from '../../../state/attempt';
import { Alert } from '../../../ui/alert';
import { Button } from '../../../ui/button';
import { TextField } from '../../../ui/field';
import { More } from '../../../ui/more';
import { passOn } from '../../sign-in/pass-on';
import type { SectionProps } from '../sections';
import { nameOf } from './words';

/** A link that lets somebody translate into this language, and nothing else. It is shown once. */
export default function InviteTranslator({ place, lang }: Pick<SectionProps, 'place'> & { lang: string }) {
  const [link, setLink] = useState<{ url: string; expiresAt: string }>();
  const { busy, error, run } = useAttempt();
  const make = () =>
    run(async () => {
      const made = await call('post', '/api/team/invitations', {
        body: { role: 'translator', place: place.slug, lang },
      });
      setLink({ ...made, url: made.url.replace('/nb/o/', `/${shown()}/o/`) });
    });
  return (
    <More icon="plus" title={t('leaflet.invite', { lang: nameOf(lang) })}>
      <p>{t('leaflet.invite.lead')}</p>
      <Button icon="plus" busy={busy} onClick={make}>
        {t('team.invite.make')}
      </Button>
      <Alert text={error} />
      <div role="status">
        {link && (
          <>
            <TextField
              label={t('team.invite.link')}
              hint={t('team.invite.hint', { date: formatDate(link.expiresAt) })}
              dir="ltr"
              readOnly
              value={link.url}
              onFocus={event => event.currentTarget.select()}
            />
            <Button icon="share" onClick={() => run(() => passOn(link.url))}>
              {t('do.share')}
            </Button>
          </>
        )}
      </div>
    </More>
  );
}
