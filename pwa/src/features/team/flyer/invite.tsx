import { useState } from 'preact/hooks';
import { call } from '../../../api/client';
import { t } from '../../../i18n/i18n';
import { useAttempt } from '../../../state/attempt';
import { Alert } from '../../../ui/alert';
import { Button } from '../../../ui/button';
import { More } from '../../../ui/more';
import { type Invitation, Invited } from '../invited';
import type { SectionProps } from '../sections';
import { nameOf } from './words';

/** A link that lets somebody translate into this language, and nothing else. It is shown once. */
export default function InviteTranslator({ place, lang }: Pick<SectionProps, 'place'> & { lang: string }) {
  const [link, setLink] = useState<Invitation>();
  const { busy, error, run } = useAttempt();
  const make = () =>
    run(async () => {
      const made = await call('post', '/api/team/invitations', {
        body: { role: 'translator', place: place.slug, lang },
      });
      setLink(made);
    });
  return (
    <More icon="plus" title={t('flyer.invite', { lang: nameOf(lang) })}>
      <p>{t('flyer.invite.lead')}</p>
      <Button icon="plus" busy={busy} onClick={make}>
        {t('team.invite.make')}
      </Button>
      <Alert text={error} />
      <Invited link={link} run={run} />
    </More>
  );
}
