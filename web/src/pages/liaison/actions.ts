import type { MultiPolygon } from 'geojson';
import { asProblem, ask, type Permit, type Zone } from '../../api/index.ts';
import { toast } from '../../design/index.ts';
import { t, tCode } from '../../i18n/index.ts';
import { clearMarks } from './request-marks.ts';
import * as store from './store.ts';
import { zoneBody, type ZoneDraft } from './zone-draft.ts';

export interface Answer {
  to: 'acknowledged' | 'approved' | 'denied' | 'revoked';
  conditions?: string[];
  exit_conditions?: string[];
  valid_from?: string;
  valid_until?: string;
  gate?: { name: string; place: { type: 'Point'; coordinates: number[] } };
  reason?: string;
}

/** Answer a request; a refusal is thrown for the form to show, and the list is brought up to date either way. */
export async function answer(permit: Permit, given: Answer): Promise<void> {
  const params = { path: { permit_id: permit.id } };
  try {
    const body = { ...given, channel: 'screen' as const };
    await ask(store.api.POST('/api/v1/entry-permits/{permit_id}/transitions', { params, body }));
    toast('ok', t('decision.done', { number: permit.number, state: tCode('permit.state', given.to) }));
  } finally {
    await store.permits.reload();
  }
}

/** The one answer that needs no form; a refusal becomes a toast. */
export async function acknowledge(permit: Permit): Promise<void> {
  try {
    await answer(permit, { to: 'acknowledged' });
  } catch (error) {
    const problem = asProblem(error);
    toast('danger', problem.title, problem.explanation);
  }
}

/** Answer several requests alike; what could not be answered is told, the rest stands. */
export async function answerAll(permits: readonly Permit[], given: Answer): Promise<void> {
  try {
    const { to, reason = '', conditions = [], exit_conditions = [] } = given;
    const body = { permit_ids: permits.map((permit) => permit.id), to, reason, conditions, exit_conditions };
    const answers = await ask(store.api.POST('/api/v1/entry-permits/transitions', { body }));
    const refused = answers.filter((each) => each.outcome === 'refused');
    toast('ok', t('requests.done', { n: answers.length - refused.length }));
    if (refused.length > 0) {
      toast('danger', t('requests.some_refused', { n: refused.length }), refused.map((each) => each.detail).join(' '));
    }
    clearMarks();
  } finally {
    await store.permits.reload();
  }
}

/** Other conditions for a permit that is good: the crew has to confirm them anew. */
export async function changeConditions(permit: Permit, conditions: string[], exit_conditions: string[]): Promise<void> {
  const params = { path: { permit_id: permit.id }, header: { 'if-match': `"${permit.version}"` } };
  const body = { conditions, exit_conditions };
  try {
    await ask(store.api.PUT('/api/v1/entry-permits/{permit_id}/conditions', { params, body }));
    toast('ok', t('decision.conditions_changed', { number: permit.number }));
  } finally {
    await store.permits.reload();
  }
}

/** Publish the draft as a new zone, or as the next version of `base`. */
export async function publish(draft: ZoneDraft, geometry: MultiPolygon, base: Zone | null): Promise<void> {
  const body = zoneBody(draft, geometry, store.parts.value);
  const zone = base === null ? await createZone(body) : await addVersion(base.id, body);
  toast('ok', t('zones.published', { name: body.name }));
  await store.zones.reload();
  store.openZone(zone.id);
}

function createZone(body: ReturnType<typeof zoneBody>): Promise<Zone> {
  return ask(store.api.POST('/api/v1/zones', { body }));
}

function addVersion(id: string, body: ReturnType<typeof zoneBody>): Promise<Zone> {
  const { name: _name, hazard_class: _hazard, authority_id: _authority, ...version } = body;
  return ask(store.api.POST('/api/v1/zones/{zone_id}/versions', { params: { path: { zone_id: id } }, body: version }));
}

export async function endZone(zone: Zone, reason: string): Promise<void> {
  await ask(store.api.POST('/api/v1/zones/{zone_id}/end', { params: { path: { zone_id: zone.id } }, body: { reason } }));
  toast('ok', t('zones.ended', { name: zone.name }));
  await store.zones.reload();
}
