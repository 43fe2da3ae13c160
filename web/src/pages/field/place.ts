import { signal } from '@preact/signals';

const PREFIX = '#job=';

function read(): string | null {
  return location.hash.startsWith(PREFIX) ? location.hash.slice(PREFIX.length) : null;
}

/** The job that is open. It stands in the address: a reload comes back to it, the phone's back button leaves it. */
export const openId = signal<string | null>(read());

addEventListener('hashchange', () => {
  openId.value = read();
});

export function openPlace(id: string): void {
  if (openId.value === id) return;
  openId.value = id;
  location.hash = `${PREFIX}${id}`;
}

export function leavePlace(): void {
  openId.value = null;
  if (location.hash !== '') history.replaceState(null, '', location.pathname);
}
