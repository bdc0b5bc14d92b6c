import { call, isStatus } from '../../api/client';
import type { Shift, Volunteer, VolunteerChange } from '../../api/types';
import { signal } from '../../state/signal';

/** Who is signed in here as a volunteer; null is nobody, undefined is not known yet. */
export const volunteer = signal<Volunteer | null | undefined>(undefined);

/** Coming shifts, the volunteer's own among them; undefined until they were read. */
export const shifts = signal<Shift[] | undefined>(undefined);

/** Reads who is signed in. Nobody is an answer; anything else that goes wrong is thrown. */
export async function readVolunteer(): Promise<void> {
  try {
    volunteer.value = await call('get', '/api/volunteer', {});
  } catch (error) {
    if (!isStatus(error, 401)) throw error;
    forgetVolunteer();
  }
}

/** Reads the coming shifts again. */
export async function readShifts(): Promise<void> {
  shifts.value = await call('get', '/api/volunteer/shifts', {});
}

/** Corrects what is known about the volunteer. */
export async function correct(change: VolunteerChange): Promise<void> {
  volunteer.value = await call('patch', '/api/volunteer', { body: change });
}

/** After signing out or erasing. */
export function forgetVolunteer(): void {
  volunteer.value = null;
  shifts.value = undefined;
}
