import { signal } from '@preact/signals';
import { ask, type Api, type Schemas } from '../../api/index.ts';
import { locale } from '../../i18n/index.ts';

const TOKEN_KEY = 'cordon.device.token';

/** A registered phone; `inbox_url`, in the demo only, streams what the stand-in for the push service got for it. */
export type Device = Schemas['DeviceOut'];
type DeviceIn = Schemas['DeviceIn'];

/** Whether this browser could show pushes if the worker allowed it: a press has to ask, browsers want that. */
export const mayAskForNotifications = signal(false);

/** The phone's address for the stand-in: made up once, kept for as long as the browser keeps anything. */
export function deviceToken(): string {
  const known = localStorage.getItem(TOKEN_KEY);
  if (known !== null) return known;
  const bytes = crypto.getRandomValues(new Uint8Array(24));
  const made = `web-${Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')}`;
  localStorage.setItem(TOKEN_KEY, made);
  return made;
}

/** Register for pushes: by web push where the service and the browser can and the worker allows it. */
export async function registerDevice(api: Api): Promise<Device> {
  const { public_key } = await ask(api.GET('/mobile/v1/devices/push-key'));
  const can = public_key !== null && canSubscribe();
  mayAskForNotifications.value = can && Notification.permission === 'default';
  const subscription = can && Notification.permission === 'granted' ? await subscribe(public_key) : null;
  const address: DeviceIn = subscription === null ? { platform: 'web', token: deviceToken() } : { platform: 'web', subscription };
  return ask(api.POST('/mobile/v1/devices', { body: address }));
}

/** Ask the worker, at their own press, and register anew when they agree; null when they do not. */
export async function turnOnNotifications(api: Api): Promise<Device | null> {
  const said = await Notification.requestPermission();
  mayAskForNotifications.value = said === 'default';
  return said === 'granted' ? registerDevice(api) : null;
}

/** Listen for pushes; `onPush` hears each one once, although every new stream begins with the old ones. */
export function openInbox(url: string, onPush: () => void): () => void {
  const key = `cordon.inbox.${deviceToken()}`;
  const source = new EventSource(url);
  source.onmessage = (event: MessageEvent<string>) => {
    const { received_at } = JSON.parse(event.data) as { received_at: string };
    if (received_at <= (localStorage.getItem(key) ?? '')) return;
    localStorage.setItem(key, received_at);
    onPush();
  };
  return () => source.close();
}

/**
 * Hear the service worker: a push has come, or the browser has dropped its subscription. Tells it the language that its
 * notifications are to speak. Returns the way to stop.
 */
export function listenToWorker(onPush: () => void, onResubscribe: () => void): () => void {
  if (!('serviceWorker' in navigator)) return () => undefined;
  const heard = (event: MessageEvent<{ kind?: string } | null>): void => {
    if (event.data?.kind === 'push') onPush();
    else if (event.data?.kind === 'subscribe') onResubscribe();
  };
  navigator.serviceWorker.addEventListener('message', heard);
  const unfollow = locale.subscribe((now) => {
    void navigator.serviceWorker.ready.then(({ active }) => active?.postMessage({ kind: 'locale', locale: now }));
  });
  return () => {
    navigator.serviceWorker.removeEventListener('message', heard);
    unfollow();
  };
}

function canSubscribe(): boolean {
  return import.meta.env.PROD && 'serviceWorker' in navigator && 'PushManager' in window && 'Notification' in window;
}

/** This browser's subscription under our key; one that was made with another key is dropped. Null where it fails. */
async function subscribe(publicKey: string): Promise<DeviceIn['subscription'] | null> {
  try {
    const { pushManager } = await navigator.serviceWorker.ready;
    const wanted = bytesOf(publicKey);
    let held = await pushManager.getSubscription();
    if (held !== null && !sameBytes(held.options.applicationServerKey, wanted)) {
      await held.unsubscribe();
      held = null;
    }
    held ??= await pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: wanted });
    const { endpoint, keys } = held.toJSON();
    const { p256dh, auth } = keys ?? {};
    return endpoint && p256dh && auth ? { endpoint, keys: { p256dh, auth }, public_key: publicKey } : null;
  } catch {
    return null; // the browser's push service is away, or blocked: the phone pulls all the same
  }
}

export function bytesOf(base64url: string): Uint8Array<ArrayBuffer> {
  const plain = atob(base64url.replaceAll('-', '+').replaceAll('_', '/'));
  return Uint8Array.from(plain, (sign) => sign.charCodeAt(0));
}

function sameBytes(held: ArrayBuffer | null, wanted: Uint8Array): boolean {
  const bytes = new Uint8Array(held ?? new ArrayBuffer(0));
  return bytes.length === wanted.length && bytes.every((byte, at) => byte === wanted[at]);
}
