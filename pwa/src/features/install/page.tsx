import { t } from '../../i18n/i18n';
import { byHand, installPrompt } from '../../state/install';
import { Button } from '../../ui/button';
import { Page } from '../../ui/page';
import css from './install.module.css';
import add from './pictures/add.svg?url';
import open from './pictures/open.svg?url';
import share from './pictures/share.svg?url';

const STEPS = [
  ['share', share],
  ['add', add],
  ['open', open],
] as const;

/** Onto the home screen: one button where the browser offers it, the steps as pictures where it is done by hand. */
export default function InstallPage() {
  const offer = installPrompt.value;
  return (
    <Page title={t('install.title')}>
      <p>{t('install.why')}</p>
      {offer && !byHand() ? (
        <Button look="main" icon="download" onClick={() => void offer.prompt()}>
          {t('install.button')}
        </Button>
      ) : (
        <ol class={css.steps}>
          {STEPS.map(([step, picture]) => (
            <li key={step}>
              <img src={picture} alt="" width="96" height="96" />
              <p>{t(`install.${step}`)}</p>
            </li>
          ))}
        </ol>
      )}
    </Page>
  );
}
