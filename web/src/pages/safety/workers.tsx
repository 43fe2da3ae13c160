import type { JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { computed } from '@preact/signals';
import { ask, createResource, type Crew } from '../../api/index.ts';
import { Field } from '../../design/index.ts';
import { plain, t } from '../../i18n/index.ts';
import { api } from './store.ts';

const MOST_SHOWN = 8;
const PAGE = 1000;

export interface Worker {
  readonly id: string;
  readonly name: string;
  readonly crew: string;
  readonly unitId: string;
}

const crews = createResource(async () => {
  const found: Crew[] = [];
  let cursor: string | null = null;
  do {
    const query: { limit: number; cursor?: string } = { limit: PAGE, ...(cursor !== null && { cursor }) };
    const page: { items: Crew[]; next_cursor: string | null } = await ask(
      api.GET('/api/v1/crews', { params: { query } }),
    );
    found.push(...page.items);
    cursor = page.next_cursor;
  } while (cursor !== null);
  return found;
});

export const workers = computed<readonly Worker[]>(() =>
  (crews.data.value ?? []).flatMap((crew) =>
    crew.members.map((member) => ({ id: member.id, name: member.name, crew: crew.name, unitId: crew.unit_id })),
  ),
);

/** Find one worker by a part of the name or of the crew's. */
export function WorkerPicker(props: {
  chosen: Worker | null;
  onChoose: (worker: Worker) => void;
  error?: string | undefined;
}): JSX.Element {
  const [words, setWords] = useState('');
  useEffect(() => void crews.reload(), []);
  const asked = plain(words);
  const fitting = workers.value.filter((each) => plain(`${each.name} ${each.crew}`).includes(asked));
  return (
    <div class="worker-picker">
      <Field
        name="worker"
        type="search"
        label={t('trace.find_worker')}
        value={words}
        error={props.error}
        onInput={setWords}
        testId="worker-search"
      />
      <ul class="worker-list" aria-label={t('trace.from')}>
        {fitting.slice(0, MOST_SHOWN).map((worker) => (
          <li key={worker.id}>
            <button
              type="button"
              class="worker-row"
              aria-pressed={props.chosen?.id === worker.id}
              data-testid="worker"
              onClick={() => props.onChoose(worker)}
            >
              <span class="strong truncate">{worker.name}</span>
              <span class="muted small truncate">{worker.crew}</span>
            </button>
          </li>
        ))}
      </ul>
      {fitting.length === 0 && <p class="muted small">{t('trace.no_worker')}</p>}
    </div>
  );
}
