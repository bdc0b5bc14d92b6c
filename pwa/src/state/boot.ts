import type { Lang } from '../i18n/languages';
import type { RouteName } from './route';

/** What the server writes into `<script type="application/json" id="boot">` of every page. */
export interface Boot {
  lang: Lang;
  dir: 'ltr' | 'rtl';
  route: RouteName;
  /** Slug of the place that the page is about. */
  place?: string;
  /** Answers of the public API by address ("/api/places/lorenskog"), so that the first view needs no request. */
  data: Record<string, unknown>;
}

/** Reads the boot data once, at start; a page without it (or broken) starts empty. */
export function readBoot(): Boot | undefined {
  try {
    return JSON.parse(document.getElementById('boot')?.textContent ?? '') as Boot;
  } catch {
    return undefined;
  }
}
