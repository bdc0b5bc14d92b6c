import { useEffect, useRef, useState } from 'preact/hooks';
import type { TeamPlace } from '../../../api/types';
import { keepMorning, keptMorning } from './morning';
import { obstacle, sendTaps } from './send';
import { type DoorState, readTaps, unsent, withTaps } from './taps';

/** How often the door is read and sent while all is well, and at most how long after failures. */
const EVERY_MS = 20_000;
const SELDOM_MS = 300_000;
/** After a tap, so that a few of them go together. */
const SOON_MS = 1000;

interface Seen {
  /** What to show: the server's door with this phone's taps; undefined until it was read once. */
  door: DoorState | undefined;
  /** When the server last had everything. */
  sentAt: number | undefined;
  error: unknown;
}

/** Follows the door of a session: sends what was tapped, reads what others tapped, and goes on without a network. */
export function useDoor(place: TeamPlace, session: string): Seen {
  const [known, setKnown] = useState<{ door: DoorState; sentAt: number | undefined }>();
  const [error, setError] = useState<unknown>();
  const waiting = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  const pause = useRef(EVERY_MS);
  const taps = unsent.value;

  const turn = async () => {
    clearTimeout(waiting.current);
    for (const other of new Set(unsent.peek().map(tap => tap.session))) {
      if (other !== session) await sendTaps(other).catch(() => undefined);
    }
    try {
      const door = await sendTaps(session);
      pause.current = door ? EVERY_MS : Math.min(pause.current * 2, SELDOM_MS);
      if (door) {
        const sentAt = Date.now();
        setKnown({ door, sentAt });
        setError(undefined);
        await keepMorning({ place, door, sentAt }).catch(() => undefined);
      }
    } catch (problem) {
      pause.current = Math.min(pause.current * 2, SELDOM_MS);
      setError(problem);
    }
    waiting.current = setTimeout(turn, pause.current);
  };

  useEffect(() => {
    const online = () => {
      pause.current = EVERY_MS;
      void turn();
    };
    void readTaps()
      .then(() => keptMorning(place.slug))
      .then(kept => {
        if (kept?.door.session.id === session)
          setKnown(now => now ?? { door: kept.door, sentAt: kept.sentAt });
      })
      .then(turn);
    addEventListener('online', online);
    return () => {
      removeEventListener('online', online);
      clearTimeout(waiting.current);
      obstacle.value = undefined;
    };
  }, [session]);

  useEffect(() => {
    if (!taps.some(tap => tap.session === session && !tap.value.refused)) return;
    if (obstacle.peek()) return; // the next try is on its way
    clearTimeout(waiting.current);
    waiting.current = setTimeout(turn, SOON_MS);
  }, [taps.length]);

  return { door: known && withTaps(known.door, taps), sentAt: known?.sentAt, error };
}
