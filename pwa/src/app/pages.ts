import type { ComponentType } from 'preact';
import type { Part } from '../i18n/catalogue';
import { needTexts } from '../i18n/i18n';
import type { Route, RouteName } from '../state/route';

/** Every page gets the route that it stands at. */
export interface PageProps {
  route: Route;
}

const modules = import.meta.glob<ComponentType<PageProps>>('../features/*/page.tsx', { import: 'default' });

const LEGAL: readonly RouteName[] = ['about', 'privacy', 'accessibility'];

/** About, privacy and accessibility are pages of one feature; the others bear their route's name. */
const featureOf = (name: RouteName): string => (LEGAL.includes(name) ? 'legal' : name);

const PART_OF: Record<string, Part | undefined> = {
  legal: 'legal',
  volunteer: 'vol',
  organiser: 'team',
  pulse: 'pulse',
};

/** Loads a page with the texts that only it needs. */
export async function loadPage(name: RouteName): Promise<ComponentType<PageProps>> {
  const feature = featureOf(name);
  const load = modules[`../features/${feature}/page.tsx`];
  if (!load) throw new Error(`no page for ${name}`);
  const part = PART_OF[feature];
  const [page] = await Promise.all([load(), part && needTexts(part)]);
  return page;
}
