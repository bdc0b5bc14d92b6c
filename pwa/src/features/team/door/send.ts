import { ApiProblem, call } from '../../../api/client';
import { drop, type Kept, keep } from '../../../background/door';
import { mayPass } from '../../../state/retry';
import { signal } from '../../../state/signal';
import { type DoorState, readTaps, type Tap, unsent } from './taps';

/** What stands in the way of sending. */
type Obstacle = 'offline' | 'nobody' | undefined;
export const obstacle = signal<Obstacle>();

/** The contract takes so many taps at once. */
const BATCH = 200;

const waitingOf = (session: string): Kept<Tap>[] =>
  unsent.peek().filter(each => each.session === session && !each.value.refused);

/** Marks taps that the server said no to; they stay on the phone until somebody has seen them. */
async function refuse(taps: Kept<Tap>[], code: string): Promise<void> {
  for (const tap of taps) {
    await keep('taps', { ...tap, value: { ...tap.value, refused: code } });
  }
  await readTaps();
}

async function settle(taps: Kept<Tap>[]): Promise<void> {
  const sent = new Set(taps.map(({ id }) => id));
  for (const id of sent) await drop('taps', id);
  unsent.value = unsent.peek().filter(({ id }) => !sent.has(id));
}

const post = (session: string, batch: Kept<Tap>[], quiet: boolean): Promise<DoorState> =>
  call('post', '/api/sessions/{session}/door', {
    path: { session },
    quiet,
    body: {
      sentAt: new Date().toISOString(),
      taps: batch.flatMap(({ value }) => ('tap' in value ? [value.tap] : [])),
      families: batch.flatMap(({ value }) => ('arrival' in value ? [value.arrival] : [])),
    },
  });

/** Takes the server's no: of a sign-in that ended, of a bad moment, or for good. */
async function take(error: unknown, batch: Kept<Tap>[]): Promise<void> {
  const { status, code } = error instanceof ApiProblem ? error : { status: 0, code: '' };
  obstacle.value = status === 401 ? 'nobody' : mayPass(status, code) ? 'offline' : undefined;
  if (!obstacle.peek()) await refuse(batch, code);
}

/**
 * Sends what this phone has tapped for a session, and returns the door as it is then; undefined when not everything could
 * go. A tap counts once, however often it is sent, so a lost answer does no harm. With `quiet`, nobody is asked to sign in.
 */
export async function sendTaps(session: string, quiet = true): Promise<DoorState | undefined> {
  let door: DoorState | undefined;
  do {
    const batch = waitingOf(session).slice(0, BATCH);
    try {
      door = batch.length ? await post(session, batch, quiet) : await read(session, quiet);
      await settle(batch);
      obstacle.value = undefined;
    } catch (error) {
      await take(error, batch);
      if (batch.length === 0) throw error;
      return undefined;
    }
  } while (waitingOf(session).length > 0);
  return door;
}

const read = (session: string, quiet: boolean): Promise<DoorState> =>
  call('get', '/api/sessions/{session}/door', { path: { session }, quiet });

/** Throws refused taps away, when somebody has seen them. */
export const dismissRefused = (session: string): Promise<void> =>
  settle(unsent.peek().filter(each => each.session === session && each.value.refused));
