import type { Family, FamilyChange } from '../../api/types';
import { t } from '../../i18n/i18n';
import { useAttempt } from '../../state/attempt';
import { say } from '../../state/toast';
import { Alert } from '../../ui/alert';
import { Card } from '../../ui/card';
import { Check } from '../../ui/field';
import { Later } from '../../ui/later';
import { When } from '../remind/when';
import { correct } from './correct';

/** When and how the family is reminded. Each choice is saved at once, as in a phone's settings. */
export function Reminders({ family }: { family: Family }) {
  const { error, run } = useAttempt();
  const save = (change: FamilyChange) =>
    run(async () => {
      await correct(family, change);
      say(t('is.saved'));
    });
  return (
    <Card labelledBy="remind">
      <h2 id="remind">{t('me.remind')}</h2>
      <Later load={() => import('../../push/push-card')} settled />
      <When reminding={family} onChange={save} />
      <Check
        label={t('me.ask')}
        checked={family.askEnabled}
        onChange={event => save({ askEnabled: event.currentTarget.checked })}
      />
      <Check
        label={t('me.discreet')}
        checked={family.discreet}
        onChange={event => save({ discreet: event.currentTarget.checked })}
      />
      <Alert text={error} />
    </Card>
  );
}
