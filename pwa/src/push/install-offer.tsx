import { t } from '../i18n/i18n';
import { installed } from '../state/install';
import { installPrompt } from '../state/prompt';
import { Button } from '../ui/button';

/** One tap onto the home screen, where the browser lets it be one. */
export function InstallOffer() {
  const offer = installPrompt.value;
  if (!offer || installed()) return null;
  return (
    <Button icon="download" onClick={() => void offer.prompt()}>
      {t('install.button')}
    </Button>
  );
}
