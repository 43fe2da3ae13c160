import type { JSX } from 'preact';
import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { ask, createResource, type Schemas } from '../../api/index.ts';
import { Button, Facts, Panel, Skeleton } from '../../design/index.ts';
import { fromLocalInput, ProblemNotice } from '../../forms/index.ts';
import { t } from '../../i18n/index.ts';
import { PreviewLists } from './preview-lists.tsx';
import * as store from './store.ts';
import { partsBody, zoneBody, type ZoneDraft } from './zone-draft.ts';

type Preview = Schemas['PreviewOut'];

interface Asked {
  draft: ZoneDraft;
  /** The zone of which the draft is to be the next version. */
  zoneId: string | null;
}

/** What publishing would do, asked anew whenever the area, the period, the parts or the requirements change. */
export function Effects(props: Asked): JSX.Element | null {
  const geometry = store.area.value;
  const { from, until, requirements, maxMinutes, maxPeople, hazard, authorityId } = props.draft;
  const latest = useRef(props);
  latest.current = props;
  const preview = useMemo(() => createResource(async () => askPreview(latest.current)), []);
  useEffect(
    () => preview.reloadSoon(),
    [geometry, store.parts.value, from, until, requirements, maxMinutes, maxPeople, hazard, authorityId],
  );
  if (geometry === null) return null;
  const found = preview.data.value;
  return (
    <Panel title={t('effects.title')} testId="effects">
      <ProblemNotice problem={preview.problem.value} />
      {found === null && preview.problem.value === null && <Skeleton lines={2} />}
      {found !== null && <EffectFacts title={t('effects.title')} found={found} />}
    </Panel>
  );
}

/** The counts, and behind a button the lists. */
export function EffectFacts(props: { title: string; found: Preview }): JSX.Element {
  const { found } = props;
  const [open, setOpen] = useState(false);
  const touched = found.tickets + found.crews + found.permits_voided + found.people_inside + found.overlaps.length;
  if (touched === 0) return <p>{t('effects.nothing')}</p>;
  return (
    <div class="stack">
      <Facts
        rows={[
          [t('effects.tickets'), found.tickets > 0 && ticketText(found)],
          [t('effects.assignments'), found.assignments > 0 && found.assignments],
          [t('effects.crews'), found.crews > 0 && found.crews],
          [t('effects.permits'), found.permits_voided > 0 && found.permits_voided],
          [t('effects.requests'), found.permits_requested > 0 && found.permits_requested],
          [t('effects.briefings'), found.briefings_voided > 0 && found.briefings_voided],
          [t('effects.inside'), found.people_inside > 0 && found.people_inside],
          [t('effects.overlaps'), found.overlaps.map((zone) => zone.name).join(', ')],
        ]}
      />
      <div>
        <Button onClick={() => setOpen(true)} testId="effects-lists">
          {t('effects.show')}
        </Button>
      </div>
      {open && <PreviewLists title={props.title} found={found} onClose={() => setOpen(false)} />}
    </div>
  );
}

function ticketText(found: Preview): string {
  const { tickets_entering: enter, tickets_leaving: leave, tickets_possibly: possibly } = found;
  const parts = [
    enter > 0 && t('effects.n_enter', { n: enter }),
    leave > 0 && t('effects.n_leave', { n: leave }),
    possibly > 0 && t('effects.n_possibly', { n: possibly }),
  ].filter(Boolean);
  return parts.length > 0 ? `${found.tickets} (${parts.join(', ')})` : String(found.tickets);
}

async function askPreview({ draft, zoneId }: Asked): Promise<Preview | null> {
  const geometry = store.area.value;
  if (geometry === null) return null;
  const from = fromLocalInput(draft.from);
  const { requirements, gates, authority_id, hazard_class } = zoneBody(draft, geometry, []);
  const period = { ...(from !== null && { valid_from: from }), valid_until: fromLocalInput(draft.until) };
  const zone = zoneId === null ? { ...(authority_id && { authority_id }), hazard_class } : { zone_id: zoneId };
  const parts = partsBody(store.parts.value);
  const drawnKinds = new Set(parts.map((part) => part.kind));
  const ways = (gates ?? []).map((gate) => ({ ...gate, into: drawnKinds.has(gate.into ?? 'hot') ? gate.into : null }));
  const body = { geometry, ...period, requirements, gates: ways, parts, level: draft.level, ...zone };
  return ask(store.api.POST('/api/v1/zones/preview', { body }));
}
