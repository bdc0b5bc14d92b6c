import { useState } from 'preact/hooks';
import type { PageProps } from '../../app/pages';
import { t } from '../../i18n/i18n';
import { secretOf } from '../../state/fragment';
import { to } from '../../state/route';
import { Alert } from '../../ui/alert';
import { Button, ButtonLink } from '../../ui/button';
import { Card } from '../../ui/card';
import { Page } from '../../ui/page';
import { MergeDialog, useJoin } from './join';
import css from './link.module.css';

/** Where the code of another phone leads. Nothing happens without a tap: codes are also read by mistake. */
export default function LinkPage({ route }: PageProps) {
  const [code] = useState(() => route.params.code ?? secretOf('link')); // older codes stand in the path
  const joining = useJoin();
  return (
    <Page title={t('me.title')}>
      <Card look="main">
        <p class={css.code} dir="ltr">
          {code}
        </p>
        <Button look="main" icon="device" busy={joining.attempt.busy} onClick={() => joining.join(code)}>
          {t('me.link')}
        </Button>
        {!joining.asked && <Alert text={joining.attempt.error} />}
      </Card>
      <ButtonLink look="quiet" href={to('/me')}>
        {t('do.cancel')}
      </ButtonLink>
      <MergeDialog {...joining} />
    </Page>
  );
}
