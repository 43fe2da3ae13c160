import type { JSX } from 'preact';
import { useEffect, useMemo, useRef } from 'preact/hooks';
import { ask, createResource } from '../../api/index.ts';
import { Facts, Panel, Skeleton } from '../../design/index.ts';
import { fromLocalInput, ProblemNotice } from '../../forms/index.ts';
import { t } from '../../i18n/index.ts';
import * as store from './store.ts';

const NUMBERS_SHOWN = 8;

interface Asked {
  from: string;
  until: string;
  /** The zone of which the area is to be the next version. */
  zoneId: string | null;
}

/** What publishing would touch, asked anew whenever the area or the period changes. */
export function Effects(props: Asked): JSX.Element | null {
  const geometry = store.area.value;
  const latest = useRef(props);
  latest.current = props;
  const preview = useMemo(() => createResource(async () => askPreview(latest.current)), []);
  useEffect(() => preview.reloadSoon(), [geometry, props.from, props.until]);
  const data = preview.data.value;
  if (geometry === null) return null;
  return (
    <Panel title={t('effects.title')} testId="effects">
      <ProblemNotice problem={preview.problem.value} />
      {data === null && preview.problem.value === null && <Skeleton lines={2} />}
      {data !== null && data.tickets + data.assignments + data.permits_voided === 0 && t('effects.nothing')}
      {data !== null && (
        <Facts
          rows={[
            [t('effects.tickets'), data.tickets > 0 && [data.tickets, shortList(data.numbers)].filter(Boolean).join(' · ')],
            [t('effects.assignments'), data.assignments > 0 && data.assignments],
            [t('effects.permits'), data.permits_voided > 0 && data.permits_voided],
          ]}
        />
      )}
    </Panel>
  );
}

async function askPreview(asked: Asked) {
  const geometry = store.area.value;
  if (geometry === null) return null;
  const from = fromLocalInput(asked.from);
  const period = { ...(from !== null && { valid_from: from }), valid_until: fromLocalInput(asked.until) };
  const body = { geometry, ...period, zone_id: asked.zoneId };
  return ask(store.api.POST('/api/v1/zones/preview', { body }));
}

function shortList(numbers: readonly string[]): string {
  const shown = numbers.slice(0, NUMBERS_SHOWN).join(', ');
  return numbers.length > NUMBERS_SHOWN ? `${shown}…` : shown;
}
