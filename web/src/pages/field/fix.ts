import { signal } from '@preact/signals';

/** Where this phone was last, as far as it was allowed to tell. */
export interface Fix {
  readonly lon: number;
  readonly lat: number;
  readonly accuracy_m: number;
  /** Milliseconds since 1970. */
  readonly at: number;
}

/** An older fix says nothing of where somebody is who cries for help. */
const FRESH_MS = 10 * 60_000;

export const fix = signal<Fix | null>(null);
/** The person said no, or the phone cannot. */
export const fixRefused = signal(false);

let watch: number | null = null;
let wanted = 0;

/** Follow where the phone is until the function that it returns is called; the browser asks the person at the first time. */
export function followFix(): () => void {
  wanted += 1;
  watch ??= navigator.geolocation?.watchPosition(
    ({ coords, timestamp }) => {
      fixRefused.value = false;
      fix.value = { lon: coords.longitude, lat: coords.latitude, accuracy_m: coords.accuracy, at: timestamp };
    },
    () => (fixRefused.value = true),
    { enableHighAccuracy: true, maximumAge: 15_000 },
  ) ?? null;
  if (watch === null) fixRefused.value = true;
  return () => {
    wanted -= 1;
    if (wanted > 0 || watch === null) return;
    navigator.geolocation.clearWatch(watch);
    watch = null;
  };
}

/** Follow it only where the person has allowed that before: nobody is asked out of the blue. */
export async function followFixIfAllowed(): Promise<() => void> {
  const asked = await navigator.permissions?.query({ name: 'geolocation' }).catch(() => null);
  return asked?.state === 'granted' ? followFix() : () => undefined;
}

/** The last fix, unless it is too old to say anything. */
export function lastFix(now: number = Date.now()): Omit<Fix, 'at'> | null {
  const held = fix.value;
  if (held === null || now - held.at > FRESH_MS) return null;
  const { lon, lat, accuracy_m } = held;
  return { lon, lat, accuracy_m };
}
