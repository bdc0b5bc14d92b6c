import type { Audiences, NewAnnouncement } from '../../../api/types';
import { type Own, written } from './own';

/** The messages that are no change of a Saturday. */
export const KINDS = ['news', 'hands', 'thanks'] as const;

/** What is typed of a new message. */
export interface Form {
  kind: (typeof KINDS)[number];
  audience: NewAnnouncement['audience'];
  session: string;
  partner: string;
  texts: Own[];
}

export const START: Form = { kind: 'news', audience: 'families', session: '', partner: '', texts: [] };

/** Who may be told what. */
export function audiencesOf(kind: Form['kind'], { partners }: Audiences): Form['audience'][] {
  const partner = partners.length ? (['partner'] as const) : [];
  if (kind === 'thanks') return ['on_shift'];
  if (kind === 'hands') return ['volunteers', ...partner];
  return ['families', 'coming', 'volunteers', 'on_shift', ...partner];
}

export const needsSession = ({ kind, audience }: Form): boolean =>
  kind !== 'news' || audience === 'coming' || audience === 'on_shift';

/** Help is for what is to come, thanks for what was; news may be about both. */
export function sessionsFor({ kind }: Form, { sessions }: Audiences): Audiences['sessions'] {
  const begun = (startsAt: string) => Date.parse(startsAt) < Date.now();
  if (kind === 'thanks') return sessions.filter(({ startsAt }) => begun(startsAt)).reverse();
  return sessions.filter(
    ({ startsAt, status }) => status === 'open' && !(kind === 'hands' && begun(startsAt)),
  );
}

/** What to send, or undefined while something is missing. */
export function draftOf(form: Form, known: Audiences): NewAnnouncement | undefined {
  const texts = written(form.texts);
  const session = sessionsFor(form, known).find(({ id }) => id === form.session);
  const lacksPartner = form.audience === 'partner' && !form.partner;
  if (lacksPartner || (needsSession(form) && !session) || (form.kind === 'news' && !texts.length))
    return undefined;
  return {
    kind: form.kind,
    audience: form.audience,
    texts,
    ...(needsSession(form) && session && { session: session.id }),
    ...(form.audience === 'partner' && { partner: form.partner }),
  };
}
