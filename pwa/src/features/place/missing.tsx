import { t } from '../../i18n/i18n';
import { explain } from '../../i18n/problem';
import { to } from '../../state/route';
import { ButtonLink } from '../../ui/button';
import { Page } from '../../ui/page';

/** In the stead of something that is on its way, or that cannot be had. */
export function Missing({ error }: { error?: unknown }) {
  return (
    <Page title={error ? explain(error) : t('is.loading')}>
      {Boolean(error) && (
        <ButtonLink look="main" icon="home" href={to('')}>
          {t('nav.home')}
        </ButtonLink>
      )}
    </Page>
  );
}
