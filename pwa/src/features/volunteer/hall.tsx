import { useEffect } from 'preact/hooks';
import { t } from '../../i18n/i18n';
import { useAttempt } from '../../state/attempt';
import { Alert } from '../../ui/alert';
import { Button } from '../../ui/button';
import { Later } from '../../ui/later';
import { MyShifts } from './my-shifts';
import { OpenDays } from './open-days';
import { readShifts, shifts } from './volunteer';

/** For a volunteer who is signed in: one's own shifts, the Saturdays that lack hands, and the rest behind them. */
export default function Hall() {
  const { error, run } = useAttempt();
  const read = () => run(readShifts);
  useEffect(() => void read(), []);
  const known = shifts.value;
  return (
    <>
      {known && <MyShifts shifts={known.filter(shift => shift.mine)} />}
      <Later load={() => import('../me/messages')} />
      {known && <OpenDays shifts={known} />}
      {!known && !error && <p role="status">{t('is.loading')}</p>}
      <Alert text={error} />
      {error && <Button onClick={read}>{t('do.retry')}</Button>}
      <Later load={() => import('./settings')} />
    </>
  );
}
