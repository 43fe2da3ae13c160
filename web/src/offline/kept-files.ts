/** Files that are fetched beforehand into a cache of their own, so that they are there without a network. */

const AT_ONCE = 4;

/** Fetch what is not kept yet and forget what is wanted no more; what cannot be had now is tried at the next call. */
export async function keepFiles(cacheName: string, urls: readonly string[]): Promise<void> {
  if (globalThis.caches === undefined) return;
  const cache = await caches.open(cacheName);
  const wanted = new Set(urls.map((url) => new URL(url, location.href).href));
  const held = new Set((await cache.keys()).map((request) => request.url));
  await Promise.all([...held].filter((url) => !wanted.has(url)).map((url) => cache.delete(url)));
  const missing = [...wanted].filter((url) => !held.has(url));
  const next = async (): Promise<void> => {
    for (let url = missing.shift(); url !== undefined; url = missing.shift()) await cache.add(url).catch(() => null);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, next));
}

/** A file from the cache, or from the network where it is not kept; throws where neither has it. */
export async function findFile(cacheName: string, url: string, signal: AbortSignal): Promise<ArrayBuffer> {
  const kept = await (await globalThis.caches?.open(cacheName))?.match(url);
  const answer = kept ?? (await fetch(url, { signal }));
  if (!answer.ok) throw new Error(`${url}: ${answer.status}`);
  return answer.arrayBuffer();
}
