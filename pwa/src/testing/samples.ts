import type { Place, SessionBrief } from '../api/types';

/** A Saturday that is open, on 5 December 2026 from 11.30 by the clock of the hall. */
export const sessionOf = (change: Partial<SessionBrief> = {}): SessionBrief => ({
  id: 'se',
  startsAt: '2026-12-05T10:30:00Z',
  endsAt: '2026-12-05T12:30:00Z',
  status: 'open',
  door: { kind: 'main', name: '', lift: false },
  revision: 0,
  ...change,
});

/** A place with one Saturday. */
export const placeOf = (change: Partial<Place> = {}): Place => ({
  slug: 'drammen',
  name: 'Drammen',
  venue: 'Union Scene',
  street: 'Grønland 60',
  postcode: '3045',
  town: 'Drammen',
  latitude: 59.74,
  longitude: 10.2,
  door: { kind: 'main', name: '', lift: false },
  timeZone: 'Europe/Oslo',
  contact: { phone: '+4767174880', email: 'drammen@example.org' },
  partners: [],
  sessions: [sessionOf()],
  flyerLanguages: [],
  reminders: { dayBeforeAt: '18:00', morningAt: '09:00', askDaysBefore: 3 },
  ...change,
});
