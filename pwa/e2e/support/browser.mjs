/** Chromium, and phones in it: each a context with cookies, storage and a service worker of its own. */

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { until } from './until.mjs';

const executablePath = process.env.CHROMIUM ?? '/usr/bin/chromium';

/** What Playwright turns off, which naming more replaces. */
const OFF = [
  'AimEnabled',
  'AvoidCorsURLLoaderRestartOnRedirect',
  'AvoidUnnecessaryBeforeUnloadCheckSync',
  'DestroyProfileOnBrowserClose',
  'HttpsFirstBalancedModeAutoEnable',
  'HttpsUpgrades',
  'LensOverlay',
  'MediaRouter',
  'NetworkTimeServiceQuerying',
  'OptimizationHints',
  'PaintHolding',
  'PreconnectToSearch',
  'ThirdPartyStoragePartitioning',
];

/** Pages of the address bar's own and renderers in reserve: together half of what a new phone costs, and never seen. */
const COSTLY = ['SpareRendererForSitePerProcess', 'WebUIOmniboxAimPopup', 'WebUIOmniboxPopup'];

/** No sandbox, since tests may run as root; nothing but this machine can be reached. */
const args = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-default-apps',
  '--no-default-browser-check',
  '--disable-dev-shm-usage',
  `--disable-features=${[...OFF, ...COSTLY]}`,
  '--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE localhost , EXCLUDE 127.0.0.1',
];

/** A cheap phone held upright. */
export const PHONE = { width: 360, height: 740 };

/** Longer than anything takes on a machine that does much else. */
const PATIENCE_MS = 60_000;

const options = ({ server, ...more }) => ({
  baseURL: server.origin,
  viewport: PHONE,
  locale: 'nb-NO',
  timezoneId: 'Europe/Oslo',
  reducedMotion: 'reduce',
  ...more,
});

/** Opens the one browser of a run, for journeys in other processes to connect to. */
export const serveBrowser = () => chromium.launchServer({ executablePath, args });

/** The browser of the run, or where a file runs by itself one of its own. */
export const openBrowser = () =>
  process.env.E2E_BROWSER
    ? chromium.connect(process.env.E2E_BROWSER)
    : chromium.launch({ executablePath, args });

/** A phone that has never been here, and its one page. `more` are Playwright's context options. */
export async function newPhone(browser, { server, ...more }) {
  const context = await browser.newContext(options({ server, ...more }));
  context.setDefaultTimeout(PATIENCE_MS);
  return context.newPage();
}

/** A phone whose browser keeps a profile on disk, as real ones do; installing asks for that. */
export async function newKeptPhone({ server, ...more }) {
  const folder = await mkdtemp(join(tmpdir(), 'profile-'));
  const context = await chromium.launchPersistentContext(folder, {
    executablePath,
    args,
    ...options({ server, ...more }),
  });
  context.setDefaultTimeout(PATIENCE_MS);
  context.once('close', () => rm(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 }));
  return context.pages()[0] ?? context.newPage();
}

/** Chooses the place as if it had been chosen at an earlier visit. */
export const choosePlace = (page, server, place) =>
  page.context().addCookies([{ name: 'place', value: place, url: server.origin }]);

/** Waits until the service worker has all that it keeps for a phone without network. */
export async function readyForOffline(page, paths) {
  await page.waitForFunction(() => navigator.serviceWorker.controller);
  const kept = () =>
    page.evaluate(
      urls => Promise.all(urls.map(url => caches.match(url))).then(all => all.every(Boolean)),
      paths,
    );
  await until(`${paths} are kept`, kept);
}
