/** The real Firefox of Debian, over WebDriver BiDi, with its own push client, decryption and notifications. */

import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { until } from './until.mjs';
import { evaluate, openSession } from './webdriver-bidi.mjs';

const FIREFOX = process.env.FIREFOX ?? '/usr/bin/firefox-esr';

/** Why the journeys in Firefox cannot be walked here; false where they can. */
export const noFirefox = !existsSync(FIREFOX) && `${FIREFOX} is missing: apt-get install firefox-esr`;

/** Settings of a phone whose owner reads `lang` and let the app tell her; pushes come from our own service. */
const settings = ({ lang, pushUrl }) => ({
  'dom.push.serverURL': pushUrl,
  'dom.push.testing.allowInsecureServerURL': true,
  'dom.webnotifications.actions.enabled': true,
  'permissions.default.desktop-notification': 1,
  'intl.accept_languages': lang,
});

async function profileWith(preferences) {
  const folder = await mkdtemp(join(tmpdir(), 'firefox-'));
  const line = ([name, value]) => `user_pref(${JSON.stringify(name)}, ${JSON.stringify(value)});\n`;
  await writeFile(join(folder, 'user.js'), Object.entries(preferences).map(line).join(''));
  return folder;
}

/** Starts Firefox with an empty profile; `close` ends it and removes the profile. */
export async function openFirefox({ lang = 'nb', pushUrl }) {
  const profile = await profileWith(settings({ lang, pushUrl }));
  const args = [
    '--headless',
    '--no-remote',
    '--profile',
    profile,
    '--remote-debugging-port=0',
    '--remote-allow-system-access',
  ];
  const child = spawn(FIREFOX, args, {
    env: { ...process.env, HOME: profile },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let said = '';
  child.stderr.on('data', text => (said += text));
  const close = async () => {
    session?.close();
    child.kill();
    await until('Firefox has ended', () => child.exitCode !== null || child.signalCode !== null);
    await rm(profile, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
  };
  let session;
  try {
    const url = await until('Firefox listens', () => said.match(/listening on (ws:\S+)/)?.[1]);
    session = await openSession(url);
    const [{ context }] = (await session.send('browsingContext.getTree')).contexts;
    const [chrome] = (await session.send('browsingContext.getTree', { 'moz:scope': 'chrome' })).contexts;
    await session.send('browsingContext.setViewport', { context, viewport: { width: 360, height: 740 } });
    await evaluate(session, chrome.context, catchAlerts);
    await evaluate(session, chrome.context, () =>
      Services.prefs.setBoolPref('dom.push.connection.enabled', true),
    ); // BiDi turns it off
    return { ...pageIn(session, context), ...alertsIn(session, chrome.context), close };
  } catch (error) {
    await close();
    throw new Error(`${error.message}\n${said}`);
  }
}

/** What a person does in the one page. */
function pageIn(session, context) {
  const inPage = (work, ...args) => evaluate(session, context, work, ...args);
  const locate = async name => {
    const locator = { type: 'accessibility', value: { role: 'button', name } };
    const { nodes } = await session.send('browsingContext.locateNodes', { context, locator });
    return nodes[0];
  };
  return {
    evaluate: inPage,
    goto: url => session.send('browsingContext.navigate', { context, url, wait: 'complete' }),
    /** The addresses of all windows: a tap on a notification may open one. */
    urls: async () => (await session.send('browsingContext.getTree')).contexts.map(({ url }) => url),
    sees: text =>
      until(`Firefox shows "${text}"`, () => inPage(text => document.body.innerText.includes(text), text)),
    /** Taps the button of this name, with a finger that the browser believes in. */
    async tap(name) {
      const element = await until(`Firefox shows the button "${name}"`, () => locate(name));
      await session.send('script.callFunction', {
        functionDeclaration: 'element => element.scrollIntoView({ block: "center", behavior: "instant" })',
        arguments: [element],
        target: { context },
        awaitPromise: false,
      });
      const origin = { type: 'element', element };
      const actions = [
        { type: 'pointerMove', x: 0, y: 0, origin },
        { type: 'pointerDown', button: 0 },
        { type: 'pointerUp', button: 0 },
      ];
      await session.send('input.performActions', {
        context,
        actions: [{ type: 'pointer', id: 'finger', actions }],
      });
    },
  };
}

/** What the phone shows outside the page, and taps on it. */
function alertsIn(session, chrome) {
  const within = (work, ...args) => evaluate(session, chrome, work, ...args);
  const shown = () =>
    within(() => window.alertsShown.map(({ title, text, tag, actions }) => ({ title, text, tag, actions })));
  return {
    notifications: shown,
    /** The newest notification once there are `count`. */
    nextNotification: count =>
      until(`Firefox shows ${count} notifications`, async () => (await shown())[count - 1]),
    /** Taps the newest notification, or one of its buttons. */
    tapNotification: action => within(action => window.tapAlert(action), action),
  };
}

/** Runs in Firefox's own window: takes the place of the screen's notifications, which a machine without a screen lacks. */
function catchAlerts() {
  window.alertsShown = [];
  const listeners = [];
  const service = {
    QueryInterface: ChromeUtils.generateQI(['nsIAlertsService']),
    showAlert(alert, listener) {
      const actions = Array.from(alert.actions ?? [], ({ action }) => action);
      window.alertsShown.push({ title: alert.title, text: alert.text, tag: alert.name, actions });
      listeners.push({ alert, listener });
      listener.observe(null, 'alertshow', alert.cookie);
    },
    closeAlert() {},
    async getHistory() {
      return [];
    },
    teardown() {},
    pbmTeardown() {},
  };
  window.tapAlert = name => {
    const { alert, listener } = listeners.at(-1);
    const button = name ? Array.from(alert.actions).find(({ action }) => action === name) : null;
    listener.observe(button, 'alertclickcallback', alert.cookie);
    listener.observe(null, 'alertfinished', alert.cookie);
  };
  const registrar = Components.manager.QueryInterface(Ci.nsIComponentRegistrar);
  const factory = {
    createInstance: iid => service.QueryInterface(iid),
    QueryInterface: ChromeUtils.generateQI(['nsIFactory']),
  };
  registrar.registerFactory(Services.uuid.generateUUID(), 'alerts', '@mozilla.org/alerts-service;1', factory);
}
