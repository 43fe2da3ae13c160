import { signal, type ReadonlySignal } from '@preact/signals';

export interface MarkedRows {
  /** Ids of the rows that are marked. */
  readonly marked: ReadonlySignal<ReadonlySet<string>>;
  readonly toggleMark: (id: string) => void;
  readonly clearMarks: () => void;
}

/** The marks of one list: rows that a person chose for one step together. */
export function markedRows(): MarkedRows {
  const marked = signal<ReadonlySet<string>>(new Set());
  const toggleMark = (id: string): void => {
    const next = new Set(marked.value);
    if (!next.delete(id)) next.add(id);
    marked.value = next;
  };
  return { marked, toggleMark, clearMarks: () => (marked.value = new Set()) };
}
