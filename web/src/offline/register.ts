/** Make `/field` work without a network. Does nothing in development, where files change under our feet. */
export async function registerFieldWorker(): Promise<void> {
  if (!import.meta.env.PROD || !('serviceWorker' in navigator)) return;
  await navigator.serviceWorker.register('/sw.js', { scope: '/field', updateViaCache: 'none' });
}
