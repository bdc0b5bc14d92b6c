import { t } from '../../i18n/i18n';
import { say } from '../../state/toast';

/** Hands an address on: through the phone's own sharing; where there is none, by way of the clipboard. */
export async function passOn(url: string): Promise<void> {
  if (!navigator.share) {
    await navigator.clipboard.writeText(url);
    say(t('is.copied'));
    return;
  }
  await navigator.share({ text: url }).catch(() => undefined); // closed without sharing
}
