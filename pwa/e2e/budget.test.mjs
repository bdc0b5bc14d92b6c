import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { choosePlace, newPhone } from './support/browser.mjs';
import { arrives } from './support/screen.mjs';
import { openStage } from './support/stage.mjs';
import { textsOf } from './support/texts.mjs';

const MOST_BYTES = 45 * 1024;
const MOST_DEPTH = 2;

describe('on the wire', () => {
  let stage, server, page;
  before(async () => {
    stage = await openStage();
    ({ server } = stage);
    page = await newPhone(stage.browser, { server, serviceWorkers: 'block' });
    await choosePlace(page, server, 'lorenskog');
    await noteReady();
  });
  after(() => stage?.close());

  /** Notes when the answer can be tapped. */
  const noteReady = () =>
    page.addInitScript(() => {
      new MutationObserver((_, observer) => {
        if (!document.querySelector('main button')) return;
        window.readyAt = Date.now() / 1000;
        observer.disconnect();
      }).observe(document, { childList: true, subtree: true });
    });

  /** What the browser fetched for one visit: bytes as transferred, when, and who asked for it. */
  async function visit(path) {
    const requests = new Map();
    const devtools = await page.context().newCDPSession(page);
    devtools.on('Network.requestWillBeSent', ({ requestId, request, initiator, wallTime }) =>
      requests.set(requestId, { url: request.url, by: askersOf(initiator), at: wallTime, bytes: 0 }),
    );
    devtools.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
      requests.get(requestId).bytes = encodedDataLength;
    });
    await devtools.send('Network.enable');
    await page.goto(path, { waitUntil: 'networkidle' });
    await devtools.detach();
    return [...requests.values()].filter(({ url }) => url.startsWith('http'));
  }

  /** The files that a request waited for: the page that names it, or the scripts on the way to it. */
  const askersOf = ({ url, stack }) => [url, ...framesOf(stack)].filter(Boolean);
  const framesOf = stack =>
    stack ? [...stack.callFrames.map(({ url }) => url), ...framesOf(stack.parent)] : [];

  /** How many files must arrive, one after the other, before this one can be asked for. */
  function depthOf(request, all, seen = []) {
    const askers = all.filter(one => request.by.includes(one.url) && one !== request && !seen.includes(one));
    return askers.length ? 1 + Math.max(...askers.map(one => depthOf(one, all, [...seen, request]))) : 0;
  }

  for (const lang of ['nb', 'ti']) {
    test(`the first visit to home in ${lang} fetches at most 45 KB, and can be answered after two steps`, async () => {
      const requests = await visit(`/${lang}`);
      await arrives(page, textsOf(lang)['when.next']);
      const bytes = requests.reduce((sum, request) => sum + request.bytes, 0);
      const readyAt = await page.evaluate(() => window.readyAt);
      const deep = requests
        .filter(({ at }) => at < readyAt)
        .filter(request => depthOf(request, requests) > MOST_DEPTH);
      assert.deepEqual(deep, []);
      assert.ok(
        bytes <= MOST_BYTES,
        `${bytes} bytes: ${requests.map(({ url, bytes: n }) => `\n${n} ${url}`)}`,
      );
    });
  }
});
