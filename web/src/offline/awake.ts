/**
 * Keep the screen on until the function that it returns is called, where the phone allows it.
 *
 * A browser lets go whenever the page is hidden, so it is asked anew each time the page is seen again.
 */
export function keepAwake(): () => void {
  let over = false;
  let held: WakeLockSentinel | null = null;
  const ask = async (): Promise<void> => {
    if (over || document.visibilityState !== 'visible') return;
    const got = (await navigator.wakeLock?.request('screen').catch(() => null)) ?? null;
    if (over) void got?.release();
    else held = got;
  };
  const seen = (): void => void ask();
  document.addEventListener('visibilitychange', seen);
  void ask();
  return () => {
    over = true;
    document.removeEventListener('visibilitychange', seen);
    void held?.release();
  };
}
