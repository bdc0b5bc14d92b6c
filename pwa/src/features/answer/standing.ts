import type { Answer, Company, SessionBrief } from '../../api/types';
import { me } from '../../state/me';
import { waitingFor } from '../../state/outbox';

/** What a family can say before it has answered. */
export type Tap = 'yes' | 'who' | 'no';

/** How a family's answer to a session stands: on the server, or still on this phone. */
export interface Standing {
  state?: Answer['state'];
  answer?: Answer;
  company?: Company;
  /** Not sent yet. */
  waiting: boolean;
  /** Refused while nobody looked; shown until the person has seen it. */
  refused?: { status: number; code: string };
}

/** Each state as a sign and a few words. */
export const SAID = {
  coming: ['check', 'answer.coming'],
  not_coming: ['cross', 'answer.not_coming'],
  waiting: ['waiting', 'answer.waiting'],
  offered: ['bell', 'answer.offered'],
  lapsed: ['waiting', 'answer.lapsed'],
  unconfirmed: ['waiting', 'answer.unconfirmed'],
} as const;

/** Whether a Saturday has begun, so that nobody has to answer any more; undefined before. */
export const hasBegun = ({ startsAt }: SessionBrief) => Date.parse(startsAt) <= Date.now() || undefined;

/** Reads how the family's answer stands; a component that calls it follows every change. */
export function standingOf(session: string): Standing {
  const known = me.value?.answers.find(one => one.session.id === session);
  const unsent = waitingFor(session);
  if (!unsent || unsent.refused) {
    return {
      state: known?.state,
      answer: known,
      company: known?.company,
      waiting: false,
      refused: unsent?.refused,
    };
  }
  const { coming, company } = JSON.parse(unsent.body ?? '{}');
  return { state: coming ? 'coming' : 'not_coming', company, waiting: true };
}
