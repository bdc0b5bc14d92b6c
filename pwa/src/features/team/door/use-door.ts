import { useEffect, useRef, useState } from 'preact/hooks';
import type { TeamPlace } from '../../../api/types';
import { keepMorning, keptMorning } from './morning';
import { type Rounds, startRounds } from './rounds';
import { obstacle, sendTaps } from './send';
import { type DoorState, readTaps, unsent, withTaps } from './taps';

/** After a tap, so that a few of them go together. */
const SOON_MS = 1000;

interface Known {
  door: DoorState;
  /** When the server last had everything. */
  sentAt: number | undefined;
}

interface Seen {
  /** What to show: the server's door with this phone's taps; undefined until it was read once. */
  door: DoorState | undefined;
  sentAt: number | undefined;
  error: unknown;
}

/** Sends what waits for other Saturdays; what stands in the way of it is told on their own pages. */
async function sendOthers(session: string): Promise<void> {
  const others = new Set(unsent.peek().map(tap => tap.session));
  others.delete(session);
  for (const other of others) await sendTaps(other).catch(() => undefined);
}

/** Follows the door of a session: sends what was tapped, reads what others tapped, and goes on without a network. */
export function useDoor(place: TeamPlace, session: string): Seen {
  const [known, setKnown] = useState<Known>();
  const [error, setError] = useState<unknown>();
  const rounds = useRef<Rounds | undefined>(undefined);
  const taps = unsent.value;

  const round = async (): Promise<boolean> => {
    try {
      await sendOthers(session);
      const door = await sendTaps(session);
      if (!door) return false;
      const sentAt = Date.now();
      setKnown({ door, sentAt });
      setError(undefined);
      await keepMorning({ place, door, sentAt });
      return true;
    } catch (problem) {
      setError(problem);
      return false;
    }
  };
  const begin = async () => {
    await readTaps();
    const kept = await keptMorning(place.slug);
    if (kept?.door.session.id === session) setKnown({ door: kept.door, sentAt: kept.sentAt });
    rounds.current = startRounds(round);
  };

  useEffect(() => {
    const now = () => rounds.current?.soon(0);
    const begun = begin();
    addEventListener('online', now);
    document.addEventListener('visibilitychange', now);
    return () => {
      removeEventListener('online', now);
      document.removeEventListener('visibilitychange', now);
      void begun.then(() => rounds.current?.stop());
      obstacle.value = undefined;
    };
  }, [session]);

  useEffect(() => {
    if (taps.some(tap => tap.session === session && !tap.value.refused)) rounds.current?.soon(SOON_MS);
  }, [taps.length]);

  return { door: known && withTaps(known.door, taps), sentAt: known?.sentAt, error };
}
