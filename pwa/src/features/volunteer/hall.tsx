import { useReading } from '../../state/reading';
import { Later } from '../../ui/later';
import { Waiting } from '../../ui/waiting';
import { MyShifts } from './my-shifts';
import { OpenDays } from './open-days';
import { readShifts, shifts } from './volunteer';

/** For a volunteer who is signed in: one's own shifts, the Saturdays that lack hands, and the rest behind them. */
export default function Hall() {
  const reading = useReading('shifts', readShifts);
  const known = shifts.value;
  return (
    <>
      {known && <MyShifts shifts={known.filter(shift => shift.mine)} />}
      <Later load={() => import('../me/messages')} />
      {known && <OpenDays shifts={known} />}
      <Waiting of={{ ...reading, value: known }} />
      <Later load={() => import('./settings')} />
    </>
  );
}
