import { t } from '../../i18n/i18n';
import { to } from '../../state/route';
import { ButtonLink } from '../../ui/button';
import { Card } from '../../ui/card';
import { Icon } from '../../ui/icon';
import { Return } from '../sign-in/return';
import { EnterCode } from './enter-code';
import css from './me.module.css';

/** For a phone that is nobody's: how to take part, and two ways back to a family that exists. */
export default function Stranger() {
  return (
    <>
      <Card look="main">
        <p>{t('me.none')}</p>
        <ButtonLink look="main" icon="calendar" href={to('')}>
          {t('when.next')}
        </ButtonLink>
      </Card>
      <Card>
        <details class={css.more}>
          <summary>
            <Icon name="mail" /> {t('me.none.return')}
          </summary>
          <Return />
        </details>
        <EnterCode />
      </Card>
      <ButtonLink look="quiet" href={to('/privacy')}>
        {t('me.about')}
      </ButtonLink>
    </>
  );
}
