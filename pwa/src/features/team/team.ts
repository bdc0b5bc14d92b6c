import { call, isStatus, whenNobody } from '../../api/client';
import type { Team, TeamPlace } from '../../api/types';
import { route } from '../../state/route';
import { signal } from '../../state/signal';
import { makePasskey, signWithPasskey } from '../sign-in/passkey';

/** Who is signed in here as a member of a team; null is nobody, undefined is not known yet. */
export const team = signal<Team | null | undefined>(undefined);

/** Reads who is signed in. Nobody is an answer; anything else that goes wrong is thrown. */
export async function readTeam(): Promise<void> {
  try {
    team.value = await call('get', '/api/team', {});
  } catch (error) {
    if (!isStatus(error, 401)) throw error;
    team.value = null;
  }
}

/** Whether the member may do at a place what an organiser may. */
export const organises = ({ roles }: TeamPlace): boolean =>
  roles.includes('organiser') || roles.includes('network');

/** Signs in with a passkey, in the browser's dialog. */
export async function signIn(): Promise<Team> {
  const { id, publicKey } = await call('post', '/api/team/passkeys/sign-in', {});
  const body = await signWithPasskey(publicKey);
  return call('post', '/api/team/passkeys/sign-in/{id}', { path: { id }, body });
}

/** Makes a passkey on this device for the member who is signed in or enrolling. */
export async function addKey(): Promise<Team> {
  const { id, publicKey } = await call('post', '/api/team/passkeys/register', {});
  const body = await makePasskey(publicKey);
  return call('post', '/api/team/passkeys/register/{id}', { path: { id }, body });
}

/** Set while the page waits for its member to sign in again; called with whether that happened. */
export const waiting = signal<((again: boolean) => void) | undefined>();

let asked: Promise<boolean> | undefined;

/** Asks once for all calls that found nobody signed in, on the pages of a member who was. */
function askAgain(): Promise<boolean> {
  const known = team.peek();
  if (!known || known.enrolling || route.peek().name !== 'team') return Promise.resolve(false);
  asked ??= new Promise(resolve => {
    waiting.value = again => {
      asked = waiting.value = undefined;
      resolve(again);
    };
  });
  return asked;
}

whenNobody(askAgain);
