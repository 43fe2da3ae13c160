import { computed, effect, signal } from '@preact/signals';
import { ask, createResource, type Incident, type IncidentBrief, type Judgement, type LiveEvent } from '../../api/index.ts';
import { locale } from '../../i18n/index.ts';
import * as store from './store.ts';

export const mayJoin = computed(() => store.session.may('incidents.write'));
export const mayArrange = computed(() => store.session.may('incidents.arrange'));

/** The incident of the open ticket; another one while the ticket itself is being fetched would only flicker. */
const incidentId = computed(() => store.detail.data.value?.incident?.id ?? null);

export const incident = createResource(async () =>
  incidentId.value === null || !store.session.may('incidents.read')
    ? null
    : ask(store.api.GET('/api/v1/incidents/{incident_id}', { params: { path: { incident_id: incidentId.value } } })),
);

/** Tickets of the incident on screen that are chosen for one step together. */
export const chosenMembers = signal<ReadonlySet<string>>(new Set());
/** The incident that the call being taken belongs to, as the agent ticked it. */
export const joiningId = signal<string | null>(null);

export function toggleMember(id: string): void {
  const next = new Set(chosenMembers.value);
  if (!next.delete(id)) next.add(id);
  chosenMembers.value = next;
}

/** The open incidents among tickets near by, each once, the closest first. */
export function incidentsNear(near: readonly { incident: IncidentBrief | null }[]): IncidentBrief[] {
  const found = new Map<string, IncidentBrief>();
  for (const { incident: brief } of near) if (brief?.state === 'open' && !found.has(brief.id)) found.set(brief.id, brief);
  return [...found.values()];
}

/** What was ticked counts only while that incident is still near the place. */
export function joinStillNear(near: Judgement['nearby']): void {
  if (joiningId.value !== null && !incidentsNear(near).some((brief) => brief.id === joiningId.value)) joiningId.value = null;
}

/** The other open incidents of a unit, the newest first. */
export async function othersOf(shown: Incident): Promise<Incident[]> {
  const query = { state: 'open', unit_id: shown.unit_id, limit: 200 } as const;
  const { items } = await ask(store.api.GET('/api/v1/incidents', { params: { query } }));
  return items.filter((other) => other.id !== shown.id);
}

function onLive(event: LiveEvent | null): void {
  const about = event?.subject_kind;
  if (incident.data.value !== null && (event === null || about === 'incident' || about === 'ticket')) incident.reloadSoon();
}

/** Keep the incident of the open ticket fresh; returns the way to stop. */
export function followIncident(): () => void {
  const stops = [
    store.stream.listen(onLive),
    effect(() => {
      void locale.value;
      const id = incidentId.value;
      if (incident.data.peek()?.id !== id) {
        incident.set(null);
        chosenMembers.value = new Set();
      }
      if (id !== null) void incident.reload();
    }),
    effect(() => {
      if (!store.intakeOpen.value) joiningId.value = null;
    }),
  ];
  return () => stops.forEach((stop) => stop());
}
