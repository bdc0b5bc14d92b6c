import { call } from '../../api/client';
import type { components } from '../../api/schema';

export type Pulse = components['schemas']['Pulse'];
export type Face = components['schemas']['Face'];
export type Who = Pulse['who'];

/** The questions in the order in which they are asked. */
export const QUESTIONS = ['belonging', 'joy', 'seen', 'again'] as const;
export const FACES = ['good', 'middling', 'bad'] as const;

/** Gives the faces, so that nobody can know whose they are; a repeated `key` counts once. */
export const give = (session: string, body: Pulse, key: string): Promise<unknown> =>
  call('post', '/api/sessions/{session}/pulse', { path: { session }, body, key, nameless: true });
