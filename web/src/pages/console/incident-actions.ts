import { asProblem, ask, type IncidentDetail, type IncidentStep, type Ticket, type TicketDetail } from '../../api/index.ts';
import { toast } from '../../design/index.ts';
import { t, type TextKey } from '../../i18n/index.ts';
import { chosenMembers, incident, joiningId } from './incident-store.ts';
import { api, clearMarks, reloadSelected, session } from './store.ts';
import { offerUndo } from './undo.ts';

type Told = Extract<TextKey, `incident.said.${string}`>;

/** Make an incident of tickets that have one cause. */
export async function openIncident(tickets: readonly Pick<Ticket, 'id'>[]): Promise<void> {
  const body = { ticket_ids: tickets.map((ticket) => ticket.id) };
  await step('incident.said.opened', () => ask(api.POST('/api/v1/incidents', { body })));
}

/** Of the marked tickets; they stay marked when it was refused. */
export async function groupMarked(tickets: readonly Ticket[]): Promise<void> {
  const body = { ticket_ids: tickets.map((ticket) => ticket.id) };
  if (await step('incident.said.opened', () => ask(api.POST('/api/v1/incidents', { body })))) clearMarks();
}

export async function joinIncident(incidentId: string, ticketId: string): Promise<void> {
  const params = { path: { incident_id: incidentId } };
  const body = { ticket_ids: [ticketId] };
  await step('incident.said.joined', () => ask(api.POST('/api/v1/incidents/{incident_id}/tickets', { params, body })));
}

/** After a call was taken: the ticket goes where the agent said that it belongs. */
export async function joinAsTicked(ticketId: string): Promise<void> {
  const chosen = joiningId.value;
  joiningId.value = null;
  if (chosen !== null) await joinIncident(chosen, ticketId);
}

export async function takeOut(shown: IncidentDetail): Promise<void> {
  const params = { path: { incident_id: shown.id } };
  const body = { ticket_ids: [...chosenMembers.value] };
  const done = await step('incident.said.left', () =>
    ask(api.POST('/api/v1/incidents/{incident_id}/removals', { params, body })),
  );
  if (done) chosenMembers.value = new Set();
}

export async function splitOff(shown: IncidentDetail): Promise<void> {
  const params = { path: { incident_id: shown.id }, header: based(shown) };
  const body = { ticket_ids: [...chosenMembers.value], name: '' };
  const done = await step('incident.said.split', () =>
    ask(api.POST('/api/v1/incidents/{incident_id}/split', { params, body })),
  );
  if (done) chosenMembers.value = new Set();
}

/** For dialogs: the refusal is theirs to show. */
export async function mergeWith(shown: IncidentDetail, otherId: string): Promise<void> {
  const params = { path: { incident_id: shown.id }, header: based(shown) };
  const answer = await ask(api.POST('/api/v1/incidents/{incident_id}/merge', { params, body: { incident_id: otherId } }));
  await told('incident.said.merged', answer);
}

/** For dialogs, likewise. */
export async function renameTo(shown: IncidentDetail, name: string): Promise<void> {
  const params = { path: { incident_id: shown.id }, header: based(shown) };
  const answer = await ask(api.PATCH('/api/v1/incidents/{incident_id}', { params, body: { name } }));
  await told('incident.said.renamed', answer);
}

export async function undoStep(incidentId: string, stepId: string): Promise<void> {
  const params = { path: { incident_id: incidentId } };
  await step(null, () => ask(api.POST('/api/v1/incidents/{incident_id}/undo', { params, body: { operation_id: stepId } })));
}

/** Whether this person may take a step back: whoever arranges incidents any, others their own. */
export function mayUndo(done: IncidentStep, userId: string | undefined, mayArrange: boolean): boolean {
  return !done.undone && (mayArrange || (done.actor_id !== null && done.actor_id === userId));
}

/** Of tickets near by those that this one could found an incident with. */
export function loneNeighbours(ticket: TicketDetail): TicketDetail['nearby'] {
  return ticket.nearby.filter((other) => other.incident === null && other.state !== 'restored').slice(0, 3);
}

function based(shown: IncidentDetail): { 'if-match': string } {
  return { 'if-match': `"${shown.version}"` };
}

/** A step without a dialog: a refusal becomes a toast, and the screen is brought up to date either way. */
async function step(said: Told | null, take: () => Promise<IncidentDetail>): Promise<boolean> {
  try {
    await told(said, await take());
    return true;
  } catch (error) {
    const problem = asProblem(error);
    toast('danger', problem.title, problem.explanation);
    await reload();
    return false;
  }
}

/** Say what was done; Ctrl-Z takes it back. */
async function told(said: Told | null, answer: IncidentDetail): Promise<void> {
  const [done] = answer.steps;
  const words = t(said ?? 'incident.said.undone', { number: answer.number });
  const own = done !== undefined && done.actor_id === session.me.value?.id; // the machine may have been faster
  if (said !== null && own) offerUndo(words, () => undoStep(answer.id, done.id));
  else toast('ok', words);
  await reload();
}

async function reload(): Promise<void> {
  await reloadSelected();
  await incident.reload();
}
