import { useEffect, useRef, useState } from 'preact/hooks';
import { call } from '../../../api/client';
import type { Announcement } from '../../../api/types';
import { formatFacts } from '../../../i18n/dates';
import { number, t } from '../../../i18n/i18n';
import { explainCode } from '../../../i18n/problem';
import { useAttempt } from '../../../state/attempt';
import { useReading } from '../../../state/reading';
import { Alert } from '../../../ui/alert';
import { Button } from '../../../ui/button';
import { Card } from '../../../ui/card';
import { Notice } from '../../../ui/notice';
import css from './announcement.module.css';
import { Calls } from './calls';

interface Props {
  announcement: Announcement;
  onLeft?: ((sent: Announcement) => void) | undefined;
  onAgain?(): void;
}

const POLL_MS = 2000;
const CALLS_MS = 10_000;

/** Whether it still moves: it waits, or is on its way to somebody. */
const moves = ({ state, arrival }: Announcement): boolean =>
  state === 'waiting' || (state === 'left' && arrival.due > 0);

/** How soon it is read again: others may tick off calls while this page is open. */
function paceOf(now: Announcement): number | undefined {
  if (moves(now)) return POLL_MS;
  return now.state === 'left' && mayRing(now.arrival) ? CALLS_MS : undefined;
}

/** An announcement from the moment that it waits until it has arrived: undone, followed, or explained. */
export function Arriving({ announcement, onLeft, onAgain }: Props) {
  const { busy, error, run } = useAttempt();
  const path = { announcement: announcement.id };
  const { value: now = announcement, again } = useReading(
    announcement.id,
    () => call('get', '/api/announcements/{announcement}', { path }),
    { start: announcement, pace: ({ value }) => value && paceOf(value) },
  );
  const before = useRef(now.state);
  useEffect(() => {
    if (before.current === 'waiting' && now.state === 'left') onLeft?.(now);
    before.current = now.state;
  }, [now.state]);
  const undo = () =>
    run(
      async () => {
        await call('delete', '/api/announcements/{announcement}', { path });
        await again();
      },
      () => {
        void again(); // it has left: show how it fares
        return false;
      },
    );
  return (
    <Card look="main" labelledBy="arriving">
      <h2 id="arriving">{titleOf(now)}</h2>
      <div role="status">
        <Standing now={now} />
      </div>
      {now.state === 'waiting' && (
        <>
          <Countdown announcement={now} />
          <Button look="main" icon="cross" busy={busy} onClick={undo}>
            {t('announcement.undo')}
          </Button>
        </>
      )}
      <Alert text={error} />
      {now.state === 'left' && mayRing(now.arrival) && (
        <Calls announcement={now.id} ticked={now.arrival.called} onTick={again} />
      )}
      {onAgain && (now.state === 'undone' || now.state === 'refused') && (
        <Button onClick={onAgain}>{t('announcement.again')}</Button>
      )}
    </Card>
  );
}

function titleOf(now: Announcement): string {
  if (now.state !== 'left') return t(`announcement.state.${now.state}`);
  return t(moves(now) ? 'announcement.left' : 'announcement.done');
}

/** Where it stands, in words and numbers; a screen reader hears it when it changes. */
function Standing({ now }: { now: Announcement }) {
  if (now.state === 'waiting') return <p>{t('announcement.waiting')}</p>;
  if (now.state === 'undone') return <Notice tone="good">{t('announcement.undone')}</Notice>;
  if (now.state === 'refused')
    return (
      <Notice tone="bad">{t('announcement.refused', { why: explainCode(409, now.refusal ?? '') })}</Notice>
    );
  return <Arrived arrival={now.arrival} />;
}

const OUTCOMES = [
  'sent',
  'mailed',
  'called',
  'due',
  'unreachable',
  'failed',
  'expired',
  'withdrawn',
] as const;

const toldOf = ({ sent, mailed, called }: Announcement['arrival']) => sent + mailed + called;

/** Whether somebody was rung or is still to be told: push and mail have failed, or may yet. */
const mayRing = ({ called, due, failed, unreachable }: Announcement['arrival']) =>
  called + due + failed + unreachable > 0;

/** How many were told, and what became of the others. */
function Arrived({ arrival }: Pick<Announcement, 'arrival'>) {
  const all = OUTCOMES.reduce((sum, outcome) => sum + arrival[outcome], 0);
  const told = toldOf(arrival);
  const facts = OUTCOMES.filter(outcome => arrival[outcome] > 0).map(
    outcome => `${t(`announcement.${outcome}`)}: ${number(arrival[outcome])}`,
  );
  return (
    <>
      <p>
        <b>{t('announcement.progress', { n: told, all })}</b>
      </p>
      {all > 0 && <progress class={css.arrived} value={told} max={all} aria-hidden="true" />}
      <p>{formatFacts(facts)}</p>
    </>
  );
}

/** Seconds left to undo, by the phone's clock from now on. Screen readers were told once; the ticking is for the eye. */
function Countdown({ announcement: { createdAt, leavesAt } }: { announcement: Announcement }) {
  const [end] = useState(() => Date.now() + Date.parse(leavesAt) - Date.parse(createdAt));
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 250);
    return () => clearInterval(timer);
  }, []);
  return (
    <p aria-hidden="true">{t('announcement.waits', { n: Math.max(0, Math.ceil((end - now) / 1000)) })}</p>
  );
}
