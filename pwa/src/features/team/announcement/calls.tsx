import { useState } from 'preact/hooks';
import { call } from '../../../api/client';
import type { components } from '../../../api/schema';
import { t } from '../../../i18n/i18n';
import { LANGUAGES } from '../../../i18n/languages';
import { useAttempt } from '../../../state/attempt';
import { Alert } from '../../../ui/alert';
import { Button, ButtonLink } from '../../../ui/button';

/** Numbers of families whom nothing reached, opened knowingly. */
export function Calls({ announcement }: { announcement: string }) {
  const [calls, setCalls] = useState<components['schemas']['Call'][]>();
  const { busy, error, run } = useAttempt();
  const open = () =>
    run(async () =>
      setCalls(await call('post', '/api/announcements/{announcement}/calls', { path: { announcement } })),
    );
  return (
    <>
      <p class="soft">{t('announcement.calls.hint')}</p>
      {!calls && (
        <Button icon="phone" busy={busy} onClick={open}>
          {t('announcement.calls')}
        </Button>
      )}
      <Alert text={error} />
      <div role="status">
        {calls?.length === 0 && <p>{t('announcement.calls.none')}</p>}
        {calls?.map(({ phone, lang }) => (
          <p key={phone}>
            <ButtonLink icon="phone" href={`tel:${phone}`}>
              <bdi>{phone}</bdi> · {LANGUAGES[lang].name}
            </ButtonLink>
          </p>
        ))}
      </div>
    </>
  );
}
