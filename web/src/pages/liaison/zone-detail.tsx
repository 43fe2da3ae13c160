import type { JSX } from 'preact';
import { useEffect, useMemo, useState } from 'preact/hooks';
import { ask, createResource, type Zone, type ZoneVersion } from '../../api/index.ts';
import { Button, Facts, Panel, Skeleton } from '../../design/index.ts';
import { ReasonDialog } from '../../forms/index.ts';
import { formatMinutes, formatMoment, t, tCode } from '../../i18n/index.ts';
import { endZone } from './actions.ts';
import { EffectFacts } from './effects.tsx';
import { ExportMenu } from './export-menu.tsx';
import { SideHead } from './request-detail.tsx';
import * as store from './store.ts';
import { periodText, ZoneState } from './zone-list.tsx';

/** One zone: what applies now, what comes next, and the two things an authority does with it. */
export function ZoneDetail(props: { zone: Zone }): JSX.Element {
  const { zone } = props;
  const mine = store.ownIds.value?.has(zone.authority.id) ?? true;
  return (
    <article class="desk-detail" aria-label={t('zone.one')} data-testid="zone-detail">
      <SideHead title={zone.name}>
        <ZoneState zone={zone} />
        <ExportMenu zone={zone} />
      </SideHead>
      <div class="desk-scroll stack" tabIndex={0}>
        <Panel>
          <Facts
            rows={[
              [t('ticket.number'), zone.number],
              [t('zone_form.hazard'), tCode('hazard', zone.hazard_class)],
              [t('zone_form.authority'), zone.authority.name],
            ]}
          />
        </Panel>
        {zone.current && <Version version={zone.current} title={t('zone.state.in_force')} />}
        {zone.next && <Version version={zone.next} title={t('zone.state.coming')} />}
      </div>
      {mine && zone.state !== 'ended' && <Steps zone={zone} />}
    </article>
  );
}

function Version(props: { version: ZoneVersion; title: string }): JSX.Element {
  const { version } = props;
  const needs = version.requirements;
  const minutes = (count: number | null): string | null => (count ? formatMinutes(count) : null);
  return (
    <Panel title={props.title} aside={<span class="muted small">{`${t('zones.version')} ${version.version_no}`}</span>}>
      <Facts
        rows={[
          [t('zones.period'), periodText(version)],
          [t('zone_form.level'), version.level],
          [t('zone_form.legal'), version.legal_instrument],
          [t('zone_form.gates'), version.gates.map((gate) => gate.name).join(', ')],
          [t('zone_parts.title'), version.parts.map(partText).join('; ')],
          [t('zone_form.doffing'), version.doffing_point],
          [t('need.permit'), needs.permit_needed ? t('need.permit_needed') : t('need.permit_not_needed')],
          [t('need.ppe'), needs.ppe_profile && tCode('profile', needs.ppe_profile)],
          [t('need.entry'), names(needs.entry_templates)],
          [t('need.exit'), names(needs.exit_templates)],
          [t('need.disinfection'), needs.disinfection_profile && tCode('profile', needs.disinfection_profile)],
          [t('need.method'), needs.live_line_preferred && t('need.live_line')],
          [t('need.people'), needs.max_people],
          [t('need.minutes'), minutes(needs.max_minutes)],
          [t('need.hold'), minutes(needs.hold_after_exit_minutes)],
          [t('need.checkin'), minutes(needs.checkin_minutes)],
          [t('zones.published_by'), version.published_at && formatMoment(version.published_at)],
        ]}
      />
    </Panel>
  );
}

function partText(part: ZoneVersion['parts'][number]): string {
  const kind = t(`zone_parts.${part.kind as 'hot' | 'warm' | 'cold'}`);
  const asks = [part.ppe_profile && tCode('profile', part.ppe_profile), part.max_minutes && formatMinutes(part.max_minutes)];
  return [kind, ...asks].filter(Boolean).join(' · ');
}

function names(codes: readonly string[]): string {
  return codes.map((code) => tCode('profile', code)).join(', ');
}

/** What ending the zone now would do. */
function EndEffects(props: { zone: Zone }): JSX.Element {
  const preview = useMemo(() => createResource(() => askEnd(props.zone.id)), [props.zone.id]);
  useEffect(() => void preview.reload(), [preview]);
  const found = preview.data.value;
  if (found === null) return <Skeleton lines={2} />;
  return <EffectFacts title={t('effects.if_ended')} found={found} />;
}

function askEnd(zone_id: string) {
  const params = { path: { zone_id } };
  return ask(store.api.POST('/api/v1/zones/{zone_id}/preview', { params, body: { step: 'end' } }));
}

function Steps(props: { zone: Zone }): JSX.Element {
  const { zone } = props;
  const [ending, setEnding] = useState(false);
  return (
    <footer class="desk-foot">
      <Button kind="danger" onClick={() => setEnding(true)} testId="end-zone">
        {t('zones.end')}
      </Button>
      <Button kind="primary" onClick={() => store.openForm(zone)} testId="new-version">
        {t('zones.new_version')}
      </Button>
      {ending && (
        <ReasonDialog
          title={t('zones.end_title', { name: zone.name })}
          confirm={t('zones.end')}
          kind="danger"
          hint={t('zones.end_hint')}
          send={(reason) => endZone(zone, reason)}
          onClose={() => setEnding(false)}
        >
          <EndEffects zone={zone} />
        </ReasonDialog>
      )}
    </footer>
  );
}
