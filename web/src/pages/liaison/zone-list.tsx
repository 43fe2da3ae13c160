import type { JSX } from 'preact';
import type { Zone } from '../../api/index.ts';
import { Badge, Button, EmptyState, ErrorState, Icon, Skeleton } from '../../design/index.ts';
import { formatMoment, t, tCode } from '../../i18n/index.ts';
import * as store from './store.ts';

const TONES = { in_force: 'ok', coming: 'accent', draft: 'plain', ended: 'plain' } as const;

/** The zones of this person's authorities, and the way to a new one. */
export function ZoneList(): JSX.Element {
  return (
    <>
      <div class="spread desk-tools">
        <h2 class="desk-group">{t('zones.mine')}</h2>
        <Button kind="primary" onClick={() => store.openForm('new')} testId="new-zone">
          <Icon name="plus" /> {t('zones.new')}
        </Button>
      </div>
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
      class="desk-row"
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
    </button>
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
