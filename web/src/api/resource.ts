import { signal, type ReadonlySignal } from '@preact/signals';
import { asProblem, type Problem } from './problems.ts';

const SETTLE_MS = 250;

/** Something fetched and kept fresh: what is known, whether it is being fetched, what went wrong last. */
export interface Resource<Data> {
  readonly data: ReadonlySignal<Data | null>;
  readonly problem: ReadonlySignal<Problem | null>;
  readonly loading: ReadonlySignal<boolean>;
  /** Fetch now; what is shown stays until the answer is there. */
  reload(): Promise<void>;
  /** Fetch soon; many calls in a row make one request. */
  reloadSoon(): void;
  /** Put in an answer that another request already brought. */
  set(data: Data | null): void;
}

/** An answer that arrives after a newer question was asked is dropped. */
export function createResource<Data>(fetchData: () => Promise<Data | null>): Resource<Data> {
  const data = signal<Data | null>(null);
  const problem = signal<Problem | null>(null);
  const loading = signal(false);
  let latest = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;

  async function reload(): Promise<void> {
    const turn = ++latest;
    clearTimeout(timer);
    timer = undefined;
    loading.value = true;
    try {
      const answer = await fetchData();
      if (turn !== latest) return;
      data.value = answer;
      problem.value = null;
    } catch (error) {
      if (turn === latest) problem.value = asProblem(error);
    } finally {
      if (turn === latest) loading.value = false;
    }
  }

  return {
    data,
    problem,
    loading,
    reload,
    reloadSoon: () => {
      timer ??= setTimeout(() => void reload(), SETTLE_MS);
    },
    set: (next) => {
      latest += 1;
      data.value = next;
      problem.value = null;
      loading.value = false;
    },
  };
}
