/** Looking at a page: what axe finds, and pictures of it. */

import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { PHONE } from './browser.mjs';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
const DESK = { width: 1280, height: 900 };

/** A path in this folder. */
const at = path => fileURLToPath(new URL(`../${path}`, import.meta.url));

/** What a language can change in a page that has no fault in another: its colours and names, its size, and how it is said. */
const OF_TEXTS = [
  'color',
  'forms',
  'language',
  'name-role-value',
  'sensory-and-visual-cues',
  'text-alternatives',
];

/** Runs in the page. `categories` narrows the rules. */
async function runAxe({ tags, categories }) {
  const known = window.axe.getRules(tags);
  const rules = known.filter(rule => !categories || rule.tags.some(tag => categories.includes(tag)));
  const found = await window.axe.run(document, {
    runOnly: rules.map(({ ruleId }) => ruleId),
    resultTypes: ['violations'],
    selectors: false,
  });
  return found.violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 200))}`);
}

const violations = (page, categories) =>
  page.evaluate(runAxe, { tags: RULES, categories: categories?.map(name => `cat.${name}`) });

/**
 * What axe finds in the page once it has its heading. The dark theme changes colours only, so of it only they are looked
 * at, unless `dark` is false. With `texts`, only what another language can change.
 */
export async function faultsOf(page, { dark: inDark = true, texts = false } = {}) {
  await page.locator('h1').first().waitFor();
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(AXE);
  const light = await violations(page, texts ? OF_TEXTS : undefined);
  if (!inDark) return light;
  await page.emulateMedia({ colorScheme: 'dark' });
  const dark = await violations(page, ['color']);
  await page.emulateMedia({ colorScheme: 'light' });
  return [...light, ...dark];
}

/** The narrowest phone, and how large people set its text (WCAG 1.4.4 and 1.4.10). */
const NARROW = { width: 320, height: 740 };
const TEXT_SIZES = [130, 150, 200];

/** Runs in the page: what stands outside the screen, or is cut off, with text of each size in per cent. */
function runLargeText(sizes) {
  const root = document.documentElement;
  const seen = element =>
    element.getClientRects().length > 0 && !element.closest('.unseen, .hide, dialog:not([open])');
  const scrolls = element => !element.matches('input, textarea, select, iframe');
  const cutsOff = element =>
    getComputedStyle(element).overflowX !== 'visible' && element.scrollWidth > element.clientWidth + 1;
  const outside = element => {
    const { left, right, width } = element.getBoundingClientRect();
    return width > 0 && (left < -1 || right > root.clientWidth + 1);
  };
  const folded = [...document.querySelectorAll('details:not([open])')];
  for (const details of folded) details.open = true;
  const found = [];
  for (const size of sizes) {
    root.style.fontSize = `${size}%`;
    const over = root.scrollWidth - root.clientWidth;
    if (over > 0) found.push(`${size} %: ${over} px wider than the screen`);
    const wrong = [...document.body.querySelectorAll('*')].find(
      element => seen(element) && (outside(element) || (scrolls(element) && cutsOff(element))),
    );
    if (wrong) found.push(`${size} %: ${wrong.outerHTML.slice(0, 120)}`);
  }
  root.style.fontSize = '';
  for (const details of folded) details.open = false;
  return found;
}

/** What large text pushes off the narrowest screen. */
export async function faultsOfLargeText(page) {
  await page.setViewportSize(NARROW);
  const found = await page.evaluate(runLargeText, TEXT_SIZES);
  await page.setViewportSize(PHONE);
  return found;
}

/** Takes pictures of the page on the narrowest phone with the largest text, light and dark. */
export async function takeLargePictures(page, name) {
  if (!process.env.PICTURES) return;
  await page.setViewportSize(NARROW);
  await page.evaluate(size => (document.documentElement.style.fontSize = `${size}%`), TEXT_SIZES.at(-1));
  for (const colorScheme of ['dark', 'light']) {
    await page.emulateMedia({ colorScheme });
    await page.screenshot({ path: at(`pictures/${name}-large-${colorScheme}.png`) });
  }
  await page.evaluate(() => (document.documentElement.style.fontSize = ''));
  await page.setViewportSize(PHONE);
}

const EVERY_LOOK = [
  ['desk', 'dark'],
  ['desk', 'light'],
  ['phone', 'dark'],
  ['phone', 'light'],
];

/**
 * Takes pictures of the page as it is, on phone and desk, light and dark, or in the `looks` that are asked for. They are
 * for people: only PICTURES=1 takes them.
 */
export async function takePictures(page, name, looks = EVERY_LOOK) {
  if (!process.env.PICTURES) return;
  for (const [device, colorScheme] of looks) {
    await page.setViewportSize(device === 'desk' ? DESK : PHONE);
    await page.emulateMedia({ colorScheme });
    await page.screenshot({ path: at(`pictures/${name}-${device}-${colorScheme}.png`), fullPage: true });
  }
  await page.setViewportSize(PHONE);
  await page.emulateMedia({ colorScheme: 'light' });
}

/** Takes a picture for the README, when it is asked for: what a phone shows at once. */
export const takeForReadme = (page, name) =>
  process.env.README_PICTURES && page.screenshot({ path: at(`../../docs/pictures/${name}.png`) });
