import { computed, effect, signal } from '@preact/signals';
import { ask, createApi, createResource, Session, type LiveEvent, type Ticket } from '../../api/index.ts';
import { markedRows, toast } from '../../design/index.ts';
import { locale, t, type TextKey } from '../../i18n/index.ts';
import { LiveStream } from '../../live/index.ts';
import { boundariesOf } from '../../map/index.ts';
import { resetMethod } from './method.ts';

export type Filter = 'open' | 'all' | Ticket['state'];
export type DetailTab = 'ticket' | 'crews' | 'work';
/** On a narrow screen one column shows at a time. */
export type Pane = 'list' | 'map' | 'plan';

const NO_CREWS = { items: [], next_cursor: null };

/** As many as the service gives at once; the list draws only what is in view. */
const PAGE_SIZE = 1000;
const SEARCH_WAIT_MS = 200;
/** What may change the way, or the right to go, of any crew to any ticket. */
const WIDE_KINDS: readonly string[] = ['zone', 'isolation_order', 'road_closure'];

/** What may change a crew's own state. */
const OF_CREWS: readonly string[] = ['crew', 'assignment', 'stand_down'];

/** Of all that happens to messages, what changes a ticket's row: nobody answers, or at last somebody has. */
const OF_THE_BOARD: readonly string[] = ['push.unanswered', 'push.read'];

export const session = new Session('console');
export const api = createApi(session);
export const stream = new LiveStream(session);

/** Agents take tickets, auditors look: only dispatch sends crews. */
export const mayAssign = computed(() => session.may('assignments.write'));
export const mayTakeTickets = computed(() => session.may('tickets.write'));

// What the person is looking at.
export const filter = signal<Filter>('open');
export const search = signal('');
export const selectedId = signal<string | null>(null);
export const cursorId = signal<string | null>(null);
export const tab = signal<DetailTab>('crews');
export const pane = signal<Pane>('list');
export const intakeOpen = signal(false);
/** The closed roads: their list, or the form of one more. */
export const roads = signal<'list' | 'form' | null>(null);
export const picked = signal<{ place: readonly [number, number]; accuracyM: number } | null>(null);
export const chosenCrewId = signal<string | null>(null);
/** The next order only prepares its entry requests; the dispatcher completes and sends them. */
export const prepareOnly = signal(false);
/** Tickets marked for one step together. */
export const { marked, toggleMark, clearMarks } = markedRows();
export const askingTogether = signal(false);

// What the server knows.
export const tickets = createResource(() =>
  ask(
    api.GET('/api/v1/tickets', {
      params: { query: { ...filterQuery(), ...(search.value && { q: search.value }), limit: PAGE_SIZE } },
    }),
  ),
);
export const zones = createResource(() => ask(api.GET('/api/v1/zones', { params: { query: { limit: 500 } } })));
export const crews = createResource(async () =>
  session.may('crews.read') ? ask(api.GET('/api/v1/crews', { params: { query: { limit: 500 } } })) : NO_CREWS,
);
export const units = createResource(() => ask(api.GET('/api/v1/units', { params: { query: { limit: 500 } } })));
export const authorities = createResource(() =>
  ask(api.GET('/api/v1/authorities', { params: { query: { limit: 500 } } })),
);
export const detail = createResource(async () =>
  selectedId.value === null
    ? null
    : ask(api.GET('/api/v1/tickets/{ticket_id}', { params: { path: { ticket_id: selectedId.value } } })),
);
export const candidates = createResource(async () =>
  selectedId.value === null || !mayAssign.value
    ? null
    : ask(api.GET('/api/v1/tickets/{ticket_id}/candidates', { params: { path: { ticket_id: selectedId.value } } })),
);

export const ticketRows = computed(() => tickets.data.value?.items ?? []);
export const zoneRows = computed(() => zones.data.value?.items ?? []);
export const crewRows = computed(() => crews.data.value?.items ?? []);
/** Everything that the first view of the map must hold has come, or failed to. */
export const mapSettled = computed(() =>
  [tickets, zones, crews].every((resource) => resource.data.value !== null || resource.problem.value !== null),
);
/** The operator's own territory and the authorities' areas are the only boundaries that the map draws. */
export const boundaries = computed(() =>
  boundariesOf(
    (units.data.value?.items ?? []).map((unit) => unit.territory),
    (authorities.data.value?.items ?? []).map((authority) => authority.area),
  ),
);
/** Counts up whenever an assignment on screen may have changed; gate panels fetch again. */
export const assignmentsTouched = signal(0);

function filterQuery(): { open?: boolean; state?: Ticket['state'] } {
  if (filter.value === 'open') return { open: true };
  return filter.value === 'all' ? { open: false } : { state: filter.value, open: false };
}

/** Open a ticket in the right column; the tab is the one that the next step needs. One not listed yet needs its state. */
export function openTicket(id: string, state?: Ticket['state']): void {
  intakeOpen.value = false;
  roads.value = null;
  cursorId.value = id;
  if (selectedId.value === id) return;
  tab.value = tabFor(state ?? ticketRows.value.find((ticket) => ticket.id === id)?.state);
  selectedId.value = id;
}

/** The tab that the next step needs: nobody who cannot assign is shown crews. */
function tabFor(state: Ticket['state'] | undefined): DetailTab {
  if (state === 'deferred' || !session.may('assignments.read')) return 'ticket';
  if (state === 'new') return mayAssign.value ? 'crews' : 'ticket';
  return 'work';
}

export function closeDetail(): void {
  selectedId.value = null;
}

export function openIntake(): void {
  if (!mayTakeTickets.value) return;
  selectedId.value = null;
  roads.value = null;
  intakeOpen.value = true;
  pane.value = 'map';
}

/** The closed roads, in the place of what was open beside the map. */
export function openRoads(): void {
  selectedId.value = null;
  closeIntake();
  roads.value = 'list';
  if (pane.value === 'list') pane.value = 'map';
}

export function closeIntake(): void {
  intakeOpen.value = false;
  picked.value = null;
}

/** Show the answer of a step at once; the live stream brings the rest. */
export async function reloadSelected(): Promise<void> {
  assignmentsTouched.value += 1;
  tickets.reloadSoon();
  crews.reloadSoon();
  await Promise.all([detail.reload(), candidates.reload()]);
}

function onLive(event: LiveEvent | null): void {
  if (event === null) {
    for (const resource of [tickets, zones, crews, detail, candidates]) resource.reloadSoon();
    assignmentsTouched.value += 1;
    return;
  }
  const shown = selectedId.value;
  const about = event.ticket_id ?? (event.subject_kind === 'ticket' ? event.subject_id : null);
  const wide = WIDE_KINDS.includes(event.subject_kind);
  if (event.verb in ALARMS) alarm(event);
  if (event.subject_kind === 'zone') zones.reloadSoon();
  if (OF_CREWS.includes(event.subject_kind)) crews.reloadSoon();
  if (event.subject_kind !== 'crew' && (event.subject_kind !== 'push' || OF_THE_BOARD.includes(event.verb))) {
    tickets.reloadSoon();
  }
  if (shown === null) return;
  if (about === shown || wide || isShownAssignment(event)) {
    detail.reloadSoon();
    assignmentsTouched.value += 1;
  }
  if (about === shown || wide || event.subject_kind === 'assignment' || event.subject_kind === 'crew') {
    candidates.reloadSoon();
  }
}

/** What a dispatcher must hear of wherever they look: nobody answers a request, or consent ended around a crew. */
const ALARMS: Readonly<Record<string, TextKey>> = {
  'permit.unanswered': 'permit.alarm_unanswered',
  'assignment.permit_lapsed': 'permit.alarm_lapsed',
  'follow_up.opened': 'follow_up.open',
  'exposure.breach_reported': 'exposure.alarm_breach',
  'push.unanswered': 'push.alarm',
};

function alarm(event: LiveEvent): void {
  const text = ALARMS[event.verb];
  const ticketId = event.ticket_id;
  if (text === undefined || !ticketId) return;
  toast('danger', t(text), undefined, { label: t('permit.alarm_open'), run: () => openTicket(ticketId) });
}

function isShownAssignment(event: LiveEvent): boolean {
  const id = event.assignment_id ?? event.subject_id;
  return detail.data.value?.assignments.some((assignment) => assignment.id === id) ?? false;
}

/** Fetch everything and follow the stream while somebody is signed in; returns the way to stop. */
export function follow(): () => void {
  const unlisten = stream.listen(onLive);
  stream.start();
  const stops = [
    unlisten,
    () => stream.stop(),
    effect(() => {
      void locale.value;
      void filter.value;
      clearMarks();
      void tickets.reload();
    }),
    searchSoon(),
    effect(() => {
      void locale.value;
      void zones.reload();
      void crews.reload();
      void authorities.reload();
      void units.reload();
    }),
    effect(() => {
      void locale.value;
      void selectedId.value;
      chosenCrewId.value = null;
      resetMethod();
      detail.set(null);
      candidates.set(null);
      if (selectedId.value !== null) {
        void detail.reload();
        void candidates.reload();
      }
    }),
  ];
  return () => stops.forEach((stop) => stop());
}

function searchSoon(): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let first = true;
  return effect(() => {
    void search.value;
    if (!first) {
      clearTimeout(timer);
      timer = setTimeout(() => void tickets.reload(), SEARCH_WAIT_MS);
    }
    first = false;
  });
}
