import { signal } from '@preact/signals';
import { ask, createResource, type StandDown } from '../../../api/index.ts';
import { api } from '../store.ts';

const LIST_SIZE = 200;

export const runningOnly = signal(true);

export const standDowns = createResource(() =>
  ask(api.GET('/api/v1/stand-downs', { params: { query: { running: runningOnly.value, limit: LIST_SIZE } } })),
);

export function showRunning(only: boolean): void {
  runningOnly.value = only;
  void standDowns.reload();
}

/** Let one end at another moment; null ends it now. */
export async function change(one: StandDown, until: string | null, why: string): Promise<void> {
  await ask(
    api.POST('/api/v1/stand-downs/{stand_down_id}/changes', {
      params: { path: { stand_down_id: one.id }, header: { 'if-match': `"${one.version}"` } },
      body: { until, why },
    }),
  );
  await standDowns.reload();
}
