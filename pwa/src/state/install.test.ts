import { expect, test, vi } from 'vitest';
import { intentTo, shower } from '../state/install';

const IPHONE =
  'Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko)';
const ANDROID = 'Mozilla/5.0 (Linux; Android 14; SM-A155F) AppleWebKit/537.36 (KHTML, like Gecko)';

test.each([
  [`${IPHONE} Version/18.1 Mobile/15E148 Safari/604.1`, 'safari'],
  [`${IPHONE} CriOS/130.0 Mobile/15E148 Safari/604.1`, 'ios'],
  [`${IPHONE} FxiOS/132.0 Mobile/15E148 Safari/605.1.15`, 'ios'],
  [`${IPHONE} Mobile/15E148 [FBAN/FBIOS;FBAV/490.0]`, 'in-app'],
  [`${IPHONE} Mobile/15E148 Instagram 350.0`, 'in-app'],
  [`${IPHONE} Mobile/15E148 [FBAN/MessengerForiOS;FBAV/480.0]`, 'in-app'],
  [`${ANDROID} Chrome/130.0 Mobile Safari/537.36`, 'chromium'],
  ['Mozilla/5.0 (Android 14; Mobile; rv:132.0) Gecko/132.0 Firefox/132.0', 'chromium'],
  [`${ANDROID} SamsungBrowser/27.0 Chrome/125.0 Mobile Safari/537.36`, 'samsung'],
  [
    `${ANDROID.replace(')', '; wv)')} Version/4.0 Chrome/130.0 Mobile Safari/537.36 [FB_IAB/FB4A;FBAV/490.0]`,
    'in-app',
  ],
])('%s is %s', (agent, kind) => {
  vi.spyOn(navigator, 'userAgent', 'get').mockReturnValue(agent);
  expect(shower()).toBe(kind);
  vi.restoreAllMocks();
});

test('an address opens in the browser of an Android phone', () => {
  expect(intentTo('https://musikk.example.org/nb/install?x=1')).toMatch(
    /^intent:\/\/musikk\.example\.org\/nb\/install\?x=1#Intent;scheme=\w+;.*;end$/,
  );
});
