/** The real WebKit of Debian (WebKitGTK's MiniBrowser), over W3C WebDriver, on a screen that nobody sees. */

import { spawn } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { freePort } from './server.mjs';
import { until } from './until.mjs';

const DRIVER = process.env.WEBKIT_DRIVER ?? '/usr/bin/WebKitWebDriver';
const SCREEN = '/usr/bin/Xvfb';

/** MiniBrowser stands in the library's folder, which the machine's kind and the library's version name. */
function findBrowser() {
  if (process.env.WEBKIT_BROWSER) return process.env.WEBKIT_BROWSER;
  const folders = existsSync('/usr/lib')
    ? readdirSync('/usr/lib').filter(name => name.endsWith('-linux-gnu'))
    : [];
  const found = folders.flatMap(folder =>
    readdirSync(join('/usr/lib', folder))
      .filter(name => name.startsWith('webkit2gtk-'))
      .map(name => join('/usr/lib', folder, name, 'MiniBrowser')),
  );
  return found.find(existsSync);
}

const browser = findBrowser();

/** Why the journeys in WebKit cannot be walked here; false where they can. */
export const noWebKit =
  !(existsSync(DRIVER) && existsSync(SCREEN) && browser) &&
  'WebKit is missing: apt-get install webkit2gtk-driver xvfb';

/** A button or link of this name, as XPath; names hold no double quotes. */
const named = name =>
  `//*[self::button or self::a or self::summary][normalize-space()="${name}" or @aria-label="${name}"]`;

/** Starts WebKit with an empty profile; `close` ends it. */
export async function openWebKit() {
  const screen = spawn(SCREEN, ['-displayfd', '3', '-screen', '0', '1024x1200x24', '-nolisten', 'tcp'], {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
  });
  const display = await new Promise(resolve =>
    screen.stdio[3].once('data', text => resolve(`:${text}`.trim())),
  );
  const port = await freePort();
  const driver = spawn(DRIVER, [`--port=${port}`, '--host=127.0.0.1'], {
    env: { ...process.env, DISPLAY: display, GDK_BACKEND: 'x11', LIBGL_ALWAYS_SOFTWARE: '1' },
    stdio: 'ignore',
  });
  const ask = async (method, path, body) => {
    const response = await fetch(`http://127.0.0.1:${port}${path}`, {
      method,
      body: body && JSON.stringify(body),
    });
    const { value } = await response.json();
    if (value?.error) throw new Error(`${value.error}: ${value.message}`);
    return value;
  };
  let session;
  const close = async () => {
    if (session) await ask('DELETE', session).catch(() => undefined);
    for (const child of [driver, screen]) {
      child.kill();
      await until(`${child.spawnfile} has ended`, () => child.exitCode !== null || child.signalCode !== null);
    }
  };
  try {
    await until('WebKitWebDriver listens', () => ask('GET', '/status').catch(() => false));
    const options = { 'webkitgtk:browserOptions': { binary: browser, args: ['--automation'] } };
    const { sessionId } = await ask('POST', '/session', { capabilities: { alwaysMatch: options } });
    session = `/session/${sessionId}`;
    await ask('POST', `${session}/window/rect`, { width: 360, height: 740 });
    return { ...pageOf((method, path, body) => ask(method, session + path, body)), close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** What a person sees and does in the one page. */
function pageOf(ask) {
  const execute = (script, ...args) =>
    ask('POST', '/execute/sync', { script: `return (${script})(...arguments)`, args });
  const text = () => execute(() => document.body.innerText);
  const find = async name => {
    const found = await ask('POST', '/elements', { using: 'xpath', value: named(name) });
    return found[0] && Object.values(found[0])[0];
  };
  /** Away from the bar at the bottom, which lies over what is below it. */
  const scrollTo = element =>
    execute(at => at.scrollIntoView({ block: 'center', behavior: 'instant' }), {
      'element-6066-11e4-a52e-4f735466cecf': element,
    });
  return {
    execute,
    goto: url => ask('POST', '/url', { url }),
    /** Becomes a phone that was never here. */
    async forget(origin) {
      await ask('POST', '/url', { url: `${origin}/healthz` });
      await ask('DELETE', '/cookie');
      await execute(async () => {
        for (const { name } of await indexedDB.databases()) indexedDB.deleteDatabase(name);
        localStorage.clear();
      });
    },
    reload: () => ask('POST', '/refresh', {}),
    sees: words => until(`WebKit shows "${words}"`, async () => (await text()).includes(words)),
    tap: name =>
      until(`WebKit can tap "${name}"`, async () => {
        const element = await find(name);
        if (!element) return false;
        try {
          await scrollTo(element);
          await ask('POST', `/element/${element}/click`, {});
          return true;
        } catch {
          return false; // drawn anew under the finger: tapped again
        }
      }),
  };
}
