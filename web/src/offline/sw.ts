/// The service worker of a page that works offline: the page and its files from the cache, all else from the network.
/// `__PAGE__`, `__VERSION__` and `__PRECACHE__` are filled in by the build, once for each such page; new contents make a
/// new version.

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
