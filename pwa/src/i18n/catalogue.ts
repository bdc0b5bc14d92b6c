import type nb from '../../../internal/i18n/locales/nb.json';
import type announcement from '../../../internal/i18n/staff/announcement.nb.json';
import type door from '../../../internal/i18n/staff/door.nb.json';
import type family from '../../../internal/i18n/staff/family.nb.json';
import type flyer from '../../../internal/i18n/staff/flyer.nb.json';
import type partner from '../../../internal/i18n/staff/partner.nb.json';
import type report from '../../../internal/i18n/staff/report.nb.json';
import type saturday from '../../../internal/i18n/staff/saturday.nb.json';
import type season from '../../../internal/i18n/staff/season.nb.json';
import type team from '../../../internal/i18n/staff/team.nb.json';
import type volunteer from '../../../internal/i18n/staff/volunteer.nb.json';
import { LANGUAGES, type Lang, spoken } from './languages';

type Staff = typeof announcement &
  typeof door &
  typeof family &
  typeof flyer &
  typeof partner &
  typeof report &
  typeof saturday &
  typeof season &
  typeof team &
  typeof volunteer;
type PublicKey = keyof typeof nb & string;
type StaffKey = keyof Staff & string;
type SourceKey = PublicKey | StaffKey;
type ServerOnly = `${'mail' | 'push' | 'flyer' | 'page'}.${string}`;
/** A name is a plural form only beside a form `_other`: `err.too_many` is not. */
type WithoutPlural<Name> = Name extends `${infer Base}_${'zero' | 'one' | 'two' | 'few' | 'many' | 'other'}`
  ? `${Base}_other` extends SourceKey
    ? Base
    : Name
  : Name;

/** A text of the app, as named in nb.json; a counted text goes by its name without the plural suffix. */
export type Key = WithoutPlural<Exclude<PublicKey, ServerOnly> | StaffKey>;

/** How a language writes dates, times, numbers and lists: one entry of internal/i18n/dates.json. */
export interface DateTable {
  weekdaysLong: string[];
  weekdaysShort: string[];
  monthsLong: string[];
  monthsShort: string[];
  date: string;
  dateYear: string;
  time: string;
  digits: string;
  listSeparator: string;
  listLast: string;
}

/** The parts of the team's pages, by area; `staff.team` is needed by all of them. They exist in the languages of a team only. */
export type StaffPart = `staff.${
  | 'announcement'
  | 'door'
  | 'family'
  | 'flyer'
  | 'partner'
  | 'report'
  | 'saturday'
  | 'season'
  | 'team'
  | 'volunteer'}`;

/** `core` is needed by every page; the others come with the routes that use them. */
export type Part = 'core' | 'volunteer' | 'legal' | 'pulse' | StaffPart;

/** Whether a language has a part: those of the team's pages are written in the languages of a team. */
export const hasPart = (lang: Lang, part: Part): boolean =>
  !part.startsWith('staff.') || LANGUAGES[spoken(lang)].team === true;

/** One file of the build: texts by name, and with `core` the language's dates. */
export interface Chunk {
  texts: Record<string, string>;
  dates?: DateTable;
}

/** Loads one part of a language from `/assets/texts-<hash>/`, where the build put it; the server's hints have it on its way. */
export async function loadChunk(lang: Lang, part: Part): Promise<Chunk> {
  const response = await fetch(`${__TEXTS__}/${lang}.${part}.json`, { credentials: 'same-origin' });
  if (!response.ok) throw new Error(`no catalogue ${lang}.${part}`);
  return response.json();
}
