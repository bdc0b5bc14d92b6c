import { ApiProblem, call } from '../../api/client';
import type { Team, TeamPlace } from '../../api/types';
import { signal } from '../../state/signal';

/** Who is signed in here as a member of a team; null is nobody, undefined is not known yet. */
export const team = signal<Team | null | undefined>(undefined);

/** Reads who is signed in. Nobody is an answer; anything else that goes wrong is thrown. */
export async function readTeam(): Promise<void> {
  try {
    team.value = await call('get', '/api/team', {});
  } catch (error) {
    if (!(error instanceof ApiProblem && error.status === 401)) throw error;
    team.value = null;
  }
}

/** Whether the member may do at a place what an organiser may. */
export const organises = ({ roles }: TeamPlace): boolean =>
  roles.includes('organiser') || roles.includes('network');
