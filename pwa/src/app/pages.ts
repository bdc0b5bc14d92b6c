import type { ComponentType } from 'preact';
import type { Part } from '../i18n/catalogue';
import { needTexts } from '../i18n/i18n';
import type { Route, RouteName } from '../state/route';
import PAGES from './pages.json';

/** Every page gets the route that it stands at. */
export interface PageProps {
  route: Route;
}

const modules = import.meta.glob<ComponentType<PageProps>>('../features/*/page.tsx', { import: 'default' });

/** Whose page it is, and which texts it needs, where that is not plain from its name. */
const about = (name: RouteName): { path: string; feature?: string; texts?: string } => PAGES[name];

/** Loads a page with the texts that only it needs. */
export async function loadPage(name: RouteName): Promise<ComponentType<PageProps>> {
  const { feature = name, texts } = about(name);
  const load = modules[`../features/${feature}/page.tsx`];
  if (!load) throw new Error(`no page for ${name}`);
  const [page] = await Promise.all([load(), texts && needTexts(texts as Part)]);
  return page;
}
