/** Whether the app was opened from the home screen. */
export const installed = (): boolean =>
  matchMedia('(display-mode: standalone)').matches ||
  (navigator as { standalone?: boolean }).standalone === true;

/** iPhones and iPads install by hand only, and give notifications only when installed (16.4). */
export const byHand = (): boolean =>
  /iPhone|iPad/.test(navigator.userAgent) ||
  (navigator.maxTouchPoints > 1 && /Mac/.test(navigator.userAgent));

/** What shows the page, as far as the way to the home screen differs. `in-app`: a window of Facebook's or another app, which has none. */
export type Shower = 'safari' | 'ios' | 'samsung' | 'chromium' | 'in-app';

const IN_APP =
  /FBA[NV]|FB_IAB|FBIOS|Instagram|Messenger|Snapchat|musical_ly|BytedanceWebview|TikTok|Line\/|; wv\)/;

export function shower(agent = navigator.userAgent): Shower {
  if (IN_APP.test(agent)) return 'in-app';
  if (byHand()) return /CriOS|FxiOS|EdgiOS|OPiOS/.test(agent) ? 'ios' : 'safari';
  return /SamsungBrowser/.test(agent) ? 'samsung' : 'chromium';
}

/** Opens the address in the phone's own browser, out of another app's window; Android only. */
export const intentTo = (address: string): string =>
  `intent://${address.replace(/^https?:\/\//, '')}#Intent;scheme=${location.protocol.slice(0, -1)};action=android.intent.action.VIEW;category=android.intent.category.BROWSABLE;end`;
