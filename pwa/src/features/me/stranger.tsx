import { t } from '../../i18n/i18n';
import { to } from '../../state/route';
import { ButtonLink } from '../../ui/button';
import { Card } from '../../ui/card';
import { More } from '../../ui/more';
import { Return } from '../sign-in/return';
import { EnterCode } from './enter-code';

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
        <More icon="mail" title={t('me.none.return')}>
          <Return />
        </More>
        <EnterCode />
      </Card>
      <ButtonLink look="quiet" href={to('/privacy')}>
        {t('me.about')}
      </ButtonLink>
    </>
  );
}
