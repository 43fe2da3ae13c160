import { effect, signal } from '@preact/signals';

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
const PRECISE: PositionOptions = { enableHighAccuracy: true };

export const fix = signal<Fix | null>(null);
/** The person said no, or the phone cannot. */
export const fixRefused = signal(false);
/** What the person has answered so far; browsers that do not tell are taken not to have been answered. */
export const fixPermission = signal<PermissionState>('prompt');

let watch: number | null = null;
let wanted = 0;

/** Follow where the phone is until the function that it returns is called; the browser asks the person at the first time. */
export function followFix(): () => void {
  wanted += 1;
  watch ??= navigator.geolocation?.watchPosition(take, refuse, { ...PRECISE, maximumAge: 15_000 }) ?? null;
  if (watch === null) fixRefused.value = true;
  return () => {
    wanted -= 1;
    if (wanted > 0 || watch === null) return;
    navigator.geolocation.clearWatch(watch);
    watch = null;
  };
}

function take({ coords, timestamp }: GeolocationPosition): void {
  fixRefused.value = false;
  fixPermission.value = 'granted';
  fix.value = { lon: coords.longitude, lat: coords.latitude, accuracy_m: coords.accuracy, at: timestamp };
}

function refuse(error: GeolocationPositionError): void {
  fixRefused.value = true;
  if (error.code === error.PERMISSION_DENIED) void permission().then((now) => (fixPermission.value = now?.state ?? 'denied'));
}

function permission(): Promise<PermissionStatus | null> {
  return Promise.resolve(navigator.permissions?.query({ name: 'geolocation' })).then((found) => found ?? null, () => null);
}

/** Have the browser ask the person now; what is followed already goes on. */
export function askForFix(): void {
  if (navigator.geolocation === undefined) fixRefused.value = true;
  else navigator.geolocation.getCurrentPosition(take, refuse, PRECISE);
}

/** Find out once where the phone is now, which a browser that only tells of moves would not say of one that stands. */
export function refreshFix(): void {
  navigator.geolocation?.getCurrentPosition(take, () => null, PRECISE);
}

/** Keep `fixPermission` in step with what the browser knows, until the function that it returns is called. */
export function followPermission(): () => void {
  let over = false;
  let asked: PermissionStatus | null = null;
  const told = (): void => {
    if (!over && asked !== null) fixPermission.value = asked.state;
  };
  void permission().then((status) => {
    asked = status;
    if (!over) status?.addEventListener('change', told);
    told();
  });
  return () => {
    over = true;
    asked?.removeEventListener('change', told);
  };
}

/** Follow it as soon, and as long, as the person allows that: nobody is asked out of the blue. */
export function followFixIfAllowed(): () => void {
  const stopAsking = followPermission();
  const stopFollowing = effect(() => (fixPermission.value === 'granted' ? followFix() : undefined));
  return () => {
    stopAsking();
    stopFollowing();
  };
}

/** The last fix, unless it is too old to say anything. */
export function lastFix(now: number = Date.now()): Omit<Fix, 'at'> | null {
  const held = fix.value;
  if (held === null || now - held.at > FRESH_MS) return null;
  const { lon, lat, accuracy_m } = held;
  return { lon, lat, accuracy_m };
}
