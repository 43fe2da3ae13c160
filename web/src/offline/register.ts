const SCRIPTS = { field: '/sw.js', guard: '/guard-sw.js' } as const;

/** Make a page work without a network. Does nothing in development, where files change under our feet. */
export async function registerWorker(page: keyof typeof SCRIPTS): Promise<void> {
  if (!import.meta.env.PROD || !('serviceWorker' in navigator)) return;
  await navigator.serviceWorker.register(SCRIPTS[page], { scope: `/${page}`, updateViaCache: 'none' });
}
