import { effect, signal } from '@preact/signals';
import { createApi, Session, type LiveEvent } from '../../api/index.ts';
import { locale } from '../../i18n/index.ts';
import { LiveStream } from '../../live/index.ts';

export const session = new Session('safety');
export const api = createApi(session);
export const stream = new LiveStream(session);

/** The tab on screen; the address keeps it, so that a link leads to the same tab. */
export const tab = signal(location.hash.slice(1));

export function openTab(key: string): void {
  tab.value = key;
  history.replaceState(null, '', `#${key}`);
}

/**
 * While a tab is on screen: call `load` at once and after a change of language, and `onLive` with what happens, or with
 * null after a gap. For a `useEffect`: returns the way to stop.
 */
export function follow(load: () => void, onLive: (event: LiveEvent | null) => void = () => undefined): () => void {
  const unlisten = stream.listen(onLive);
  const stop = effect(() => {
    void locale.value;
    load();
  });
  return () => {
    stop();
    unlisten();
  };
}
