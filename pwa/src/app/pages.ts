import type { ComponentType } from 'preact';
import type { Part } from '../i18n/catalogue';
import { needTexts } from '../i18n/i18n';
import type { Route, RouteName } from '../state/route';

/** Every page gets the route that it stands at. */
export interface PageProps {
  route: Route;
}

const modules = import.meta.glob<ComponentType<PageProps>>('../features/*/page.tsx', { import: 'default' });

/** About and privacy are two pages of one feature; the others bear their route's name. */
const featureOf = (name: RouteName): string => (name === 'about' || name === 'privacy' ? 'legal' : name);

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
