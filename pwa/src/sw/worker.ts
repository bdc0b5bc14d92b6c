/** The service worker: what each event of the browser leads to. */

import { emptyQueue, sendQueue } from '../background/queue';
import type { ToWorker } from '../state/messages';
import { dropOldShells, isMine, keepShell, MINE, warm } from './caches';
import { asset, ownData, page, publicData } from './fetching';
import { handleTap, renewSubscription, showPush } from './push';
import { announce } from './windows';

declare const self: ServiceWorkerGlobalScope;

self.addEventListener('install', event => event.waitUntil(keepShell()));

self.addEventListener('activate', event => event.waitUntil(activate()));

async function activate(): Promise<void> {
  await dropOldShells();
  await self.registration.navigationPreload?.enable();
  await self.clients.claim();
}

self.addEventListener('fetch', event => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (origin !== self.location.origin || request.method !== 'GET') return;
  if (request.mode === 'navigate') {
    if (isKeptPage(pathname)) event.respondWith(page(event));
  } else if (pathname === '/api/places' || /^\/api\/(places|sessions)\/[\w-]+$/.test(pathname)) {
    event.respondWith(publicData(event));
  } else if (isMine(pathname)) {
    event.respondWith(ownData(request));
  } else if (/^\/(assets|flyer|icons)\/|^\/logo\.svg$/.test(pathname)) {
    event.respondWith(asset(request));
  }
});

/** Pages in a language. Those with a secret in their address, files and the manifest stay with the browser. */
const isKeptPage = (pathname: string) =>
  /^\/[a-z]+(\/(?!r\/|link\/)[\w/-]*)?$/.test(pathname) && !/^\/api\b/.test(pathname);

self.addEventListener('message', event => {
  const message = event.data as ToWorker;
  if (message.type === 'skip') void self.skipWaiting();
  if (message.type === 'warm') event.waitUntil(warm(message.urls));
  if (message.type === 'forget') event.waitUntil(Promise.all([caches.delete(MINE), emptyQueue()]));
});

/** Background Sync: Chromium wakes the worker when the network is back, and again later if this fails. */
self.addEventListener('sync' as 'message', (event: ExtendableEvent) => event.waitUntil(sync()));

async function sync(): Promise<void> {
  const left = await sendQueue();
  await announce({ type: 'outbox' });
  if (left.some(waiting => !waiting.refused)) throw new Error('answers still wait');
}

self.addEventListener('push', event => event.waitUntil(push(event.data)));

/** Shows it, has open windows read anew, and keeps the page that it leads to for when there is no network. */
async function push(message: PushMessageData | null): Promise<void> {
  const leadsTo = await showPush(message);
  await announce({ type: 'stale' });
  const { pathname } = new URL(leadsTo, self.location.origin);
  const [, session] = /\/s\/([\w-]+)/.exec(pathname) ?? [];
  const data = session
    ? [`/api/sessions/${session}`]
    : ['/api/me/messages', '/api/volunteer', '/api/volunteer/shifts'];
  if (isKeptPage(pathname)) await warm([pathname, '/api/me', ...data]);
}

self.addEventListener('notificationclick', event => event.waitUntil(handleTap(event)));

self.addEventListener('pushsubscriptionchange' as 'message', (event: ExtendableEvent) =>
  event.waitUntil(renewSubscription(event)),
);
