import { ApiProblem, addressOf, Offline } from '../../api/client';
import type { components } from '../../api/schema';

export type Pulse = components['schemas']['Pulse'];
export type Face = components['schemas']['Face'];
export type Who = Pulse['who'];

/** The questions in the order in which they are asked. */
export const QUESTIONS = ['belonging', 'joy', 'seen', 'again'] as const;
export const FACES = ['good', 'middling', 'bad'] as const;

/**
 * Gives the faces. No cookie goes along, so that nobody can know whose they are; a repeated `key` counts once. Throws
 * ApiProblem and Offline as every call does.
 */
export async function give(session: string, pulse: Pulse, key: string): Promise<void> {
  const response = await fetch(addressOf('/api/sessions/{session}/pulse', { session }), {
    method: 'POST',
    credentials: 'omit',
    headers: { 'content-type': 'application/json', 'idempotency-key': key },
    body: JSON.stringify(pulse),
  }).catch(() => {
    throw new Offline();
  });
  if (!response.ok) throw new ApiProblem(response.status, await response.json().catch(() => ({})));
}
