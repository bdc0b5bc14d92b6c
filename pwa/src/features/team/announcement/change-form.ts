import type { components } from '../../../api/schema';
import type { Door, NewAnnouncement, SessionBrief } from '../../../api/types';
import { type Own, written } from './own';
import { instantAt, pickerValues } from './when';

type Reason = components['schemas']['Reason'];

export const REASONS: readonly Reason[] = ['illness', 'venue', 'works', 'few', 'weather', 'holiday', 'other'];

/** What is typed about a Saturday that changes. */
export interface Form {
  what?: 'move' | 'door' | 'cancel';
  date: string;
  from: string;
  to: string;
  /** `usual` is the place's own door again. */
  door: Door['kind'] | 'usual';
  name: string;
  floor: string;
  reason: Reason | '';
  texts: Own[];
}

/** The form of a Saturday as it is now. */
export function startOf(session: SessionBrief): Form {
  const start = pickerValues(session.startsAt);
  return {
    date: start.date,
    from: start.time,
    to: pickerValues(session.endsAt).time,
    door: 'usual',
    name: '',
    floor: '',
    reason: '',
    texts: [],
  };
}

/** What to send, or undefined while something is missing. */
export function draftOf(form: Form, session: SessionBrief): NewAnnouncement | undefined {
  const draft = {
    audience: 'coming' as const,
    session: session.id,
    revision: session.revision,
    texts: written(form.texts),
    ...(form.reason && { reason: form.reason }),
  };
  if (form.what === 'move') {
    const startsAt = instantAt(form.date, form.from);
    const endsAt = instantAt(form.date, form.to);
    return startsAt && endsAt ? { ...draft, kind: 'moved', startsAt, endsAt } : undefined;
  }
  if (form.what === 'door') return { ...draft, kind: 'door', ...doorOf(form) };
  return { ...draft, kind: 'cancelled', reason: form.reason || 'illness' };
}

function doorOf({ door, name, floor }: Form): Pick<NewAnnouncement, 'door'> {
  if (door === 'usual') return {};
  const storey = Number.parseInt(floor, 10);
  return {
    door: {
      kind: door,
      name: door === 'main' ? '' : name.trim(),
      ...(!Number.isNaN(storey) && { floor: storey }),
    },
  };
}
