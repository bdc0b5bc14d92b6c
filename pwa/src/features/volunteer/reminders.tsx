import type { Volunteer, VolunteerChange } from '../../api/types';
import { t } from '../../i18n/i18n';
import PushCard from '../../push/push-card';
import { useAttempt } from '../../state/attempt';
import { say } from '../../state/toast';
import { Alert } from '../../ui/alert';
import { Card } from '../../ui/card';
import { Check } from '../../ui/field';
import { When } from '../remind/when';
import { correct } from './volunteer';

/** When and how the volunteer is reminded of a shift. Each choice is saved at once. */
export function Reminders({ volunteer }: { volunteer: Volunteer }) {
  const { error, run } = useAttempt();
  const save = (change: VolunteerChange) =>
    run(async () => {
      await correct(change);
      say(t('is.saved'));
    });
  return (
    <Card labelledBy="remind">
      <h2 id="remind">{t('me.remind')}</h2>
      <PushCard settled />
      <When reminding={volunteer} onChange={save} />
      <Check
        label={t('me.discreet')}
        checked={volunteer.discreet}
        onChange={event => save({ discreet: event.currentTarget.checked })}
      />
      <Alert text={error} />
    </Card>
  );
}
