import { useEffect, useState } from 'preact/hooks';
import { t } from '../../i18n/i18n';
import { handOver } from '../../state/hand-over';
import { byHand, intentTo, type Shower, shower } from '../../state/install';
import { me } from '../../state/me';
import { installPrompt } from '../../state/prompt';
import { Button, ButtonLink } from '../../ui/button';
import { Page } from '../../ui/page';
import css from './install.module.css';
import add from './pictures/add.svg?url';
import menu from './pictures/menu.svg?url';
import open from './pictures/open.svg?url';
import share from './pictures/share.svg?url';

const OPEN = ['install.open', open] as const;
const BY_SHARING = [['install.share', share], ['install.add', add], OPEN] as const;

const STEPS = {
  safari: BY_SHARING,
  ios: BY_SHARING,
  samsung: [['install.menu', menu], ['install.add.samsung', add], OPEN],
  chromium: [['install.menu', menu], ['install.add.android', add], OPEN],
  'in-app': [['install.inapp.menu', menu]],
} as const satisfies Record<Shower, unknown>;

/**
 * Onto the home screen: one button where the browser offers it, else its own steps as pictures. Another app's window has
 * no way there, so that the first step leads out of it. On an iPhone the app is handed who this is.
 */
export default function InstallPage() {
  const offer = installPrompt.value;
  const [kind] = useState(() => shower());
  const family = me.value?.family?.id;
  useEffect(() => void handOver(), [family]);
  return (
    <Page title={t('install.title')}>
      <p>{t('install.why')}</p>
      {offer ? (
        <Button look="main" icon="download" onClick={() => void offer.prompt()}>
          {t('install.button')}
        </Button>
      ) : (
        <>
          {kind === 'in-app' && <p>{t('install.inapp')}</p>}
          {kind === 'in-app' && !byHand() ? (
            <ButtonLink look="main" icon="next" href={intentTo(location.href)}>
              {t('install.inapp.open')}
            </ButtonLink>
          ) : (
            <Steps of={kind} />
          )}
        </>
      )}
    </Page>
  );
}

function Steps({ of }: { of: Shower }) {
  return (
    <ol class={css.steps}>
      {STEPS[of].map(([text, picture]) => (
        <li key={text}>
          <img src={picture} alt="" width="96" height="96" />
          <p>{t(text)}</p>
        </li>
      ))}
    </ol>
  );
}
