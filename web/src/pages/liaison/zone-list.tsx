import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { Zone } from '../../api/index.ts';
import { Badge, Button, EmptyState, ErrorState, Icon, Skeleton } from '../../design/index.ts';
import { formatMoment, t, tCode } from '../../i18n/index.ts';
import { ExportMenu } from './export-menu.tsx';
import * as store from './store.ts';
import { ImportDialog } from './zone-files.tsx';

const TONES = { in_force: 'ok', coming: 'accent', draft: 'plain', ended: 'plain' } as const;

/** The zones of this person's authorities, and the way to a new one. */
export function ZoneList(): JSX.Element {
  const [importing, setImporting] = useState(false);
  return (
    <>
      <div class="spread desk-tools">
        <h2 class="desk-group">{t('zones.mine')}</h2>
        <div class="cluster">
          <Button onClick={() => setImporting(true)} testId="open-import">
            {t('zone_files.import_short')}
          </Button>
          <ExportMenu />
          <Button kind="primary" onClick={() => store.openForm('new')} testId="new-zone">
            <Icon name="plus" /> {t('zones.new')}
          </Button>
        </div>
      </div>
      {importing && <ImportDialog onClose={() => setImporting(false)} />}
      <Rows />
    </>
  );
}

function Rows(): JSX.Element {
  const problem = store.zones.problem.value;
  if (store.zones.data.value === null) {
    return problem === null ? (
      <Skeleton lines={6} />
    ) : (
      <ErrorState title={problem.title} remedy={problem.explanation} onRetry={() => void store.zones.reload()} />
    );
  }
  const zones = store.ownZones.value;
  if (zones.length === 0) return <EmptyState title={t('zones.empty')} hint={t('zones.empty_hint')} />;
  return (
    <ul>
      {zones.map((zone) => (
        <li key={zone.id}>
          <ZoneRow zone={zone} />
        </li>
      ))}
    </ul>
  );
}

function ZoneRow(props: { zone: Zone }): JSX.Element {
  const { zone } = props;
  const version = zone.current ?? zone.next;
  return (
    <button
      type="button"
      class="list-row"
      data-testid="zone-row"
      data-state={zone.state}
      data-name={zone.name}
      aria-current={store.zoneId.value === zone.id && store.drafting.value === null}
      onClick={() => store.openZone(zone.id)}
    >
      <span class="spread">
        <span class="strong truncate">{zone.name}</span>
        <ZoneState zone={zone} />
      </span>
      <span class="truncate">
        {tCode('hazard', zone.hazard_class)}
        {version && <span class="muted"> · {t('zone.level', { n: version.level })}</span>}
      </span>
      <span class="truncate muted small">
        {zone.authority.name}
        {version && <> · {periodText(version)}</>}
      </span>
      {zone.state === 'in_force' && <Count zone={zone} />}
    </button>
  );
}

/** How many are inside, of how many; a full zone lets nobody else in. */
function Count(props: { zone: Zone }): JSX.Element | null {
  const { people_inside: n, current } = props.zone;
  const most = current?.requirements.max_people ?? null;
  if (n === 0 && most === null) return null;
  const full = most !== null && n >= most;
  return (
    <span class="spread small" data-testid="zone-count">
      <span>{most === null ? t('zones.inside', { n }) : t('zones.inside_of', { n, most })}</span>
      {full && <Badge tone="danger">{t('zones.full')}</Badge>}
    </span>
  );
}

/** The zone's state in a word; the edge is dashed while it does not apply yet. */
export function ZoneState(props: { zone: Zone }): JSX.Element {
  const { state } = props.zone;
  return (
    <Badge tone={TONES[state]} dashed={state === 'coming' || state === 'draft'}>
      {t(`zone.state.${state}`)}
    </Badge>
  );
}

/** From when until when a version applies. */
export function periodText(version: { valid_from: string; valid_until: string | null }): string {
  const until = version.valid_until === null ? t('zones.open_ended') : formatMoment(version.valid_until);
  return t('permit.window', { from: formatMoment(version.valid_from), until });
}
