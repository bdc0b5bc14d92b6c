import { takeUpdate } from '../background/register';
import { t } from '../i18n/i18n';
import { pushState, turnOn } from '../push/push';
import { online } from '../state/online';
import { outbox } from '../state/outbox';
import { signedOut } from '../state/signed-out';
import { toast } from '../state/toast';
import { updateReady } from '../state/worker';
import { Button } from '../ui/button';
import { Notice } from '../ui/notice';
import css from './frame.module.css';
import { LanguageOffer } from './language-offer';

/** What holds for every page: no network, an answer that waits, a new version. Always there, so that changes are read aloud. */
export default function Notices() {
  const waiting = outbox.value.some(entry => !entry.refused);
  return (
    <div class={css.notices} role="status">
      <LanguageOffer />
      {!online.value && <Notice icon="offline">{t('is.offline')}</Notice>}
      {waiting && <Notice icon="waiting">{t('answer.unsent')}</Notice>}
      {signedOut.value && (
        <Notice tone="bad" icon="family">
          {t('me.signed_out')}{' '}
          <Button
            look="quiet"
            onClick={() => {
              signedOut.value = false;
            }}
          >
            {t('do.close')}
          </Button>
        </Notice>
      )}
      {pushState.value === 'lost' && (
        <Notice tone="bad" icon="bell">
          {t('notify.lost')} <Button onClick={() => void turnOn()}>{t('notify.restore')}</Button>
        </Notice>
      )}
      {updateReady.value && (
        <Notice icon="download">
          {t('update.ready')} <Button onClick={takeUpdate}>{t('update.now')}</Button>
        </Notice>
      )}
      <div class={css.toast}>{toast.value && <Notice tone="good">{toast.value}</Notice>}</div>
    </div>
  );
}
