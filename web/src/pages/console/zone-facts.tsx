import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { Requirements, ZoneHit } from '../../api/index.ts';
import { Badge, Button, Facts, Notice } from '../../design/index.ts';
import { ReasonDialog } from '../../forms/index.ts';
import { formatMinutes, formatMoment, t, tCode } from '../../i18n/index.ts';
import { settle } from './actions.ts';
import { session } from './store.ts';

/** Each zone that the place lies in or may lie in; a "possibly" can be settled when the ticket exists. */
export function ZoneHits(props: { hits: readonly ZoneHit[]; ticketId?: string }): JSX.Element {
  return (
    <div class="stack-tight">
      {props.hits.map((hit) => (
        <ZoneHitCard key={hit.zone_id} hit={hit} ticketId={props.ticketId} />
      ))}
    </div>
  );
}

function ZoneHitCard(props: { hit: ZoneHit; ticketId: string | undefined }): JSX.Element {
  const { hit } = props;
  const [settling, setSettling] = useState<'inside' | 'outside' | null>(null);
  const mine = props.ticketId !== undefined && session.may('tickets.settle');
  const open = mine && hit.verdict === 'possibly' && !hit.settled_by;
  return (
    <Notice tone={hit.verdict === 'outside' ? 'plain' : 'zone'} testId="zone-hit">
      <div class="spread">
        <strong>{hit.name}</strong>
        <Badge tone={hit.verdict === 'outside' ? 'plain' : 'zone'} dashed={hit.verdict !== 'inside'}>
          {t(`zone.verdict.${hit.verdict}`)}
        </Badge>
      </div>
      <div class="muted small">
        {tCode('hazard', hit.hazard_class)} · {t('zone.level', { n: hit.level })} · {hit.authority.name}
        {hit.valid_until && ` · ${t('time.until', { time: formatMoment(hit.valid_until) })}`}
        {hit.coming && ` · ${t('zone.coming', { time: t('time.from', { time: formatMoment(hit.valid_from) }) })}`}
        {hit.settled_by && ` · ${t('zone.settled_by', { name: hit.settled_by })}`}
      </div>
      {open && (
        <>
          <div class="small">{t('settle.why')}</div>
          <div class="cluster">
            <Button onClick={() => setSettling('inside')}>{t('settle.inside')}</Button>
            <Button onClick={() => setSettling('outside')}>{t('settle.outside')}</Button>
          </div>
        </>
      )}
      {settling && props.ticketId && (
        <ReasonDialog
          title={`${hit.name}: ${t(`zone.verdict.${settling}`)}`}
          confirm={t('action.confirm')}
          hint={t('settle.reason_hint')}
          send={(reason) => settle(props.ticketId ?? '', hit.zone_id, settling, reason)}
          onClose={() => setSettling(null)}
        />
      )}
    </Notice>
  );
}

/** What all zones together ask for; the strictest of each kind. */
export function MergedNeeds(props: { needs: Requirements }): JSX.Element {
  const { needs } = props;
  return (
    <Facts
      rows={[
        [t('need.permit'), needs.permit_needed ? t('need.permit_needed') : t('need.permit_not_needed')],
        [t('need.ppe'), names(needs.ppe_profiles)],
        [t('need.entry'), names(needs.entry_templates)],
        [t('need.exit'), names(needs.exit_templates)],
        [t('need.disinfection'), names(needs.disinfection_profiles)],
        [t('need.method'), needs.live_line_preferred && t('need.live_line')],
        [t('need.people'), needs.max_people],
        [t('need.minutes'), needs.max_minutes === null ? null : formatMinutes(needs.max_minutes)],
        [t('need.hold'), needs.hold_after_exit_minutes ? formatMinutes(needs.hold_after_exit_minutes) : null],
      ]}
    />
  );
}

function names(codes: readonly string[]): string {
  return codes.map((code) => tCode('profile', code)).join(', ');
}
