import type { ComponentType } from 'preact';
import type { TeamPlace } from '../../api/types';
import type { StaffPart } from '../../i18n/catalogue';
import { needTexts } from '../../i18n/i18n';
import type { IconName } from '../../ui/icon';
import { organises } from './team';

/** Every section of a place gets the place, and what follows it in the address: `/team/lorenskog/season/<id>` → ['<id>']. */
export interface SectionProps {
  place: TeamPlace;
  rest: string[];
}

/** The sections of a place, the most used first, with the texts that each needs beside those of the team; the tabs of people bring their own. */
export const SECTIONS = {
  saturday: 'staff.saturday',
  door: 'staff.door',
  season: 'staff.season',
  announcement: 'staff.announcement',
  people: 'staff.team',
  flyer: 'staff.flyer',
  report: 'staff.report',
  members: 'staff.team',
} as const satisfies Record<string, StaffPart>;

export type Section = keyof typeof SECTIONS;

export const ICONS: Record<Section, IconName> = {
  saturday: 'music',
  door: 'door',
  season: 'calendar',
  announcement: 'mail',
  people: 'volunteer',
  flyer: 'flyer',
  report: 'chart',
  members: 'key',
};

/** What a member may open at a place. Everybody sees the team: there are one's own passkeys and the way out. */
export function sectionsOf(place: TeamPlace): Section[] {
  if (organises(place)) return Object.keys(SECTIONS) as Section[];
  return [
    ...(place.roles.includes('instructor') ? (['saturday', 'door'] as const) : []),
    ...(place.roles.includes('translator') ? (['flyer'] as const) : []),
    'members',
  ];
}

const modules = import.meta.glob<ComponentType<SectionProps>>('./*/page.tsx', { import: 'default' });

/** Loads a section with its texts. */
export async function loadSection(name: Section): Promise<ComponentType<SectionProps>> {
  const load = modules[`./${name}/page.tsx`];
  if (!load) throw new Error(`no section ${name}`);
  const [section] = await Promise.all([load(), needTexts(SECTIONS[name])]);
  return section;
}
