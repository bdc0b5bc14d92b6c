import type { Team } from '../../api/types';
import { t } from '../../i18n/i18n';
import { Dialog } from '../../ui/dialog';
import Enter from './enter';
import { team, waiting } from './team';

/** Lets a member who was away for long sign in over the page, so that nothing on it is lost. */
export default function Again() {
  const close = (again: boolean) => waiting.value?.(again);
  const done = (now: Team) => {
    if (now.member.id !== team.peek()?.member.id) location.reload(); // what is on the page is another's
    close(true);
  };
  return (
    <Dialog title={t('team.again')} open onClose={() => close(false)}>
      <p>{t('team.again.lead')}</p>
      <Enter onDone={done} />
    </Dialog>
  );
}
