import { ask, type Api, type Schemas } from '../../api/index.ts';

const TOKEN_KEY = 'cordon.device.token';

/** The phone's address for pushes: made up once, kept for as long as the browser keeps anything. */
export function deviceToken(): string {
  const known = localStorage.getItem(TOKEN_KEY);
  if (known !== null) return known;
  const bytes = crypto.getRandomValues(new Uint8Array(24));
  const made = `web-${Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')}`;
  localStorage.setItem(TOKEN_KEY, made);
  return made;
}

/** A registered phone; `inbox_url`, in the demo only, streams what the stand-in for the push service got for it. */
export type Device = Schemas['DeviceOut'];

export function registerDevice(api: Api): Promise<Device> {
  return ask(api.POST('/mobile/v1/devices', { body: { platform: 'web', token: deviceToken() } }));
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
