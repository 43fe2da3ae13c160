/// The service worker of a page that works offline: the page and its files from the cache, all else from the network.
/// `__PAGE__`, `__VERSION__` and `__PRECACHE__` are filled in by the build, once for each such page; new contents make a
/// new version.

import { loudnessOf, wordsOf } from './push-words.ts';

const worker = self as unknown as ServiceWorkerGlobalScope;
const PAGE = '__PAGE__';
const OURS = `cordon-${PAGE}-`;
const CACHE = `${OURS}__VERSION__`;
const FILES = JSON.parse('__PRECACHE__') as string[];

worker.addEventListener('install', (event) => {
  event.waitUntil(
    caches
      .open(CACHE)
      .then((cache) => cache.addAll(FILES))
      .then(() => worker.skipWaiting()),
  );
});

worker.addEventListener('activate', (event) => {
  event.waitUntil(
    caches
      .keys()
      .then((names) => names.filter((name) => name.startsWith(OURS) && name !== CACHE))
      .then((old) => Promise.all(old.map((name) => caches.delete(name))))
      .then(() => worker.clients.claim()),
  );
});

worker.addEventListener('fetch', (event) => {
  const url = new URL(event.request.url);
  if (event.request.method !== 'GET' || url.origin !== worker.location.origin) return;
  if (event.request.mode === 'navigate') event.respondWith(fromCache(`/${PAGE}`, event.request));
  else if (FILES.includes(url.pathname)) event.respondWith(fromCache(url.pathname, event.request));
});

async function fromCache(path: string, request: Request): Promise<Response> {
  const cache = await caches.open(CACHE);
  return (await cache.match(path)) ?? fetch(request);
}

/// What a push says: what it is about, its id, its number. Web push keeps the newest of several with one id.
interface Told {
  readonly type: string;
  readonly id: string;
  readonly seq: string;
}

/** Where the page leaves its language for us, who cannot read its storage. */
const LOCALE = new URL('/locale', worker.location.origin).href;
const LOCALES = 'locale-of-notifications';

worker.addEventListener('message', (event) => {
  const told = event.data as { kind?: string; locale?: string } | null;
  if (told?.kind !== 'locale' || told.locale === undefined) return;
  const { locale } = told;
  event.waitUntil(caches.open(LOCALES).then((cache) => cache.put(LOCALE, new Response(locale))));
});

worker.addEventListener('push', (event) => {
  const told = read(event.data);
  if (told !== null) event.waitUntil(Promise.all([show(told), wakePages(told), noteDelivered(told)]));
});

worker.addEventListener('notificationclick', (event) => {
  event.notification.close();
  event.waitUntil(openPage());
});

worker.addEventListener('pushsubscriptionchange', (event) => {
  (event as ExtendableEvent).waitUntil(tellPages({ kind: 'subscribe' }));
});

function read(data: PushMessageData | null): Told | null {
  try {
    const told = data?.json() as Partial<Told> | undefined;
    return typeof told?.type === 'string' && typeof told.id === 'string' ? { type: told.type, id: told.id, seq: String(told.seq) } : null;
  } catch {
    return null;
  }
}

/** Browsers want each push to be seen, and so do we: danger stays until somebody has touched it. */
async function show(told: Told): Promise<void> {
  const lang = (await (await caches.match(LOCALE, { cacheName: LOCALES }))?.text()) ?? 'vi';
  const words = wordsOf(told.type, lang);
  const danger = loudnessOf(told.type) === 'danger';
  const options: NotificationOptions & { renotify: boolean } = {
    body: words.body,
    icon: '/icon-192.png',
    lang,
    tag: told.id,
    renotify: true,
    requireInteraction: danger,
    data: { id: told.id },
  };
  await worker.registration.showNotification(words.title, options);
}

function wakePages(told: Told): Promise<void> {
  return tellPages({ kind: 'push', ...told });
}

async function tellPages(message: Readonly<Record<string, string>>): Promise<void> {
  for (const page of await worker.clients.matchAll({ type: 'window' })) page.postMessage(message);
}

async function openPage(): Promise<void> {
  const pages = await worker.clients.matchAll({ type: 'window', includeUncontrolled: true });
  const open = pages.find((page) => new URL(page.url).pathname.startsWith(`/${PAGE}`));
  await (open === undefined ? worker.clients.openWindow(`/${PAGE}`) : open.focus());
}

/** Prove the arrival although no page may be open; the session's cookie speaks for the worker who is signed in. */
async function noteDelivered(told: Told): Promise<void> {
  const form = new URLSearchParams({ grant_type: 'refresh_token', desk: PAGE });
  const answer = await fetch('/api/v1/auth/token', { method: 'POST', body: form }).catch(() => null);
  if (!answer?.ok) return;
  const { access_token } = (await answer.json()) as { access_token: string };
  const headers = { Authorization: `Bearer ${access_token}` };
  await fetch(`/mobile/v1/pushes/${encodeURIComponent(told.id)}/delivered`, { method: 'POST', headers }).catch(() => null);
}
