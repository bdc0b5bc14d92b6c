import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { showLanguage } from '../i18n/i18n';
import { me } from '../state/me';
import { problem, serve } from '../testing/server';
import { pushState, recheckPush, sendTest, turnOff, turnOn } from './push';
import { hashOf } from './subscription';

interface Hall {
  /** Endpoint that the server knows. */
  known?: string;
  /** Language of the notices, as the server knows it. */
  lang?: string;
  /** Endpoint that the browser holds. */
  held?: string;
  permission: NotificationPermission;
  /** What the person says when asked. */
  says: NotificationPermission;
  somebody: boolean;
  /** Whether the browser's push service can be reached. */
  service: boolean;
  /** How many subscriptions it has given out. */
  given: number;
}

let hall: Hall;
const asked: string[] = [];

const subscriptionOf = (endpoint: string) => ({
  endpoint,
  toJSON: () => ({ endpoint, keys: { p256dh: 'p', auth: 'a' } }),
  unsubscribe: async () => {
    hall.held = undefined;
    return true;
  },
});

const pushManager = {
  getSubscription: async () => (hall.held ? subscriptionOf(hall.held) : null),
  subscribe: async () => {
    if (!hall.service) throw new DOMException('no push service', 'AbortError');
    hall.held = `https://push.example/new${hall.given++ || ''}`;
    return subscriptionOf(hall.held);
  },
};

/** Web Locks: who asks waits until everybody before has finished. */
function startLocks() {
  let last: Promise<unknown> = Promise.resolve();
  return {
    request(_: string, work: () => Promise<void>) {
      const turn = last.then(work);
      last = turn.catch(() => undefined);
      return turn;
    },
  };
}

async function startHall(start: Partial<Hall>) {
  hall = { permission: 'granted', says: 'granted', somebody: true, service: true, given: 0, ...start };
  asked.length = 0;
  const hashes = new Map<string | undefined, string>();
  for (const name of ['1', 'old', 'new', 'new1'])
    hashes.set(`https://push.example/${name}`, await hashOf(`https://push.example/${name}`));
  serve((url, { method = 'GET', body }) => {
    asked.push(`${method} ${url}`);
    if (url === '/api/me' && method === 'POST') {
      hall.somebody = true;
      return Response.json({}, { status: 201 });
    }
    if (url === '/api/me')
      return Response.json({
        devices: [],
        answers: [],
        volunteer: false,
        ...(hall.somebody && { family: {} }),
      });
    if (url === '/api/me/push/test') return problem(409, 'push.gone');
    if (method === 'GET')
      return Response.json({
        key: 'AQID',
        subscribed: Boolean(hall.known),
        lang: hall.lang,
        endpointHash: hashes.get(hall.known),
      });
    if (!hall.somebody) return problem(401, 'nobody');
    hall.known = method === 'PUT' ? JSON.parse(String(body)).endpoint : undefined;
    if (method === 'PUT') hall.lang = JSON.parse(String(body)).lang;
    return new Response(null, { status: 204 });
  });
}

beforeEach(async () => {
  localStorage.clear();
  me.value = undefined;
  pushState.value = 'unknown';
  vi.stubGlobal('PushManager', class {});
  vi.stubGlobal('Notification', {
    get permission() {
      return hall.permission;
    },
    requestPermission: async () => {
      hall.permission = hall.says;
      return hall.says;
    },
  });
  vi.stubGlobal('navigator', {
    serviceWorker: {
      ready: Promise.resolve({ pushManager }),
      getRegistration: async () => ({ pushManager }),
    },
    locks: startLocks(),
    userAgent: 'test',
  });
  await startHall({});
  await showLanguage('nb');
});
afterEach(() => vi.unstubAllGlobals());

describe('recheckPush', () => {
  test('is off when nobody has asked for it', async () => {
    await startHall({ permission: 'default' });
    await recheckPush();
    expect(pushState.value).toBe('off');
  });

  test('is on when browser and server hold the same', async () => {
    await startHall({ known: 'https://push.example/1', held: 'https://push.example/1', lang: 'nb' });
    await recheckPush();
    expect(pushState.value).toBe('on');
    expect(asked).toEqual(['GET /api/me/push']);
  });

  test('tells the server when the app is shown in another language', async () => {
    await startHall({ known: 'https://push.example/1', held: 'https://push.example/1', lang: 'so' });
    await recheckPush();
    expect(pushState.value).toBe('on');
    expect(hall.lang).toBe('nb');
    expect(hall.known).toBe('https://push.example/1');
  });

  test('renews silently what the server does not know', async () => {
    await startHall({ held: 'https://push.example/old' });
    await recheckPush();
    expect(pushState.value).toBe('on');
    expect(hall.known).toBe('https://push.example/new');
  });

  test('renews silently what the browser has lost', async () => {
    await startHall({ known: 'https://push.example/old' });
    await recheckPush();
    expect(pushState.value).toBe('on');
    expect(hall.known).toBe('https://push.example/new');
  });

  test('renews once when two windows find out at the same time', async () => {
    await startHall({ known: 'https://push.example/old' });
    await Promise.all([recheckPush(), recheckPush()]);
    expect(pushState.value).toBe('on');
    expect(asked.filter(request => request.startsWith('PUT'))).toHaveLength(1);
    expect(hall.known).toBe(hall.held);
  });

  test('is lost when it cannot be renewed, and comes back by a tap', async () => {
    await startHall({ known: 'https://push.example/old', service: false });
    await recheckPush();
    expect(pushState.value).toBe('lost');
    hall.service = true;
    await turnOn();
    expect(pushState.value).toBe('on');
    expect(hall.known).toBe('https://push.example/new');
  });

  test('is lost when browser and server have both forgotten what was on', async () => {
    await turnOn();
    await startHall({ service: false });
    await recheckPush();
    expect(pushState.value).toBe('lost');
  });

  test('never makes a family of a device that was signed out', async () => {
    await startHall({ held: 'https://push.example/1', somebody: false });
    await recheckPush();
    expect(pushState.value).toBe('off');
    expect(asked).not.toContain('POST /api/me');
  });

  test('sends an iPhone to the home screen first', async () => {
    vi.stubGlobal('navigator', { userAgent: 'iPhone', serviceWorker: {} });
    vi.stubGlobal('matchMedia', () => ({ matches: false }));
    Reflect.deleteProperty(globalThis, 'PushManager');
    await recheckPush();
    expect(pushState.value).toBe('install');
  });
});

describe('turnOn', () => {
  test('makes the device a family first, if it is nobody yet', async () => {
    await startHall({ permission: 'default', somebody: false });
    await turnOn();
    expect(asked).toContain('POST /api/me');
    expect(pushState.value).toBe('on');
  });

  test('asks the server for nothing when the person says no', async () => {
    await startHall({ permission: 'default', says: 'denied' });
    await turnOn();
    expect(pushState.value).toBe('denied');
    expect(asked).toEqual([]);
  });
});

test('turnOff leaves nothing behind', async () => {
  await turnOn();
  await turnOff();
  expect(hall).toMatchObject({ known: undefined, held: undefined });
  expect(pushState.value).toBe('off');
});

test('a test that finds the subscription gone shows it as lost', async () => {
  await turnOn();
  await expect(sendTest()).rejects.toThrow();
  expect(pushState.value).toBe('lost');
});
