import { asProblem, ask, type Assignment, type Candidate, type TicketDetail } from '../../api/index.ts';
import { toast, type TicketState } from '../../design/index.ts';
import type { MethodOrder } from '../../forms/index.ts';
import { t } from '../../i18n/index.ts';
import { methodBody, resetMethod } from './method.ts';
import { api, candidates, chosenCrewId, detail, prepareOnly, reloadSelected, tab } from './store.ts';
import { tellWithUndo } from './undo.ts';

/** The candidate that Enter or `a` would take: the chosen one, else the first. */
export function chosenCandidate(): Candidate | null {
  const list = candidates.data.value?.candidates ?? [];
  return list.find((candidate) => candidate.crew.id === chosenCrewId.value) ?? list[0] ?? null;
}

/** Move the choice among the candidates. */
export function moveChoice(step: 1 | -1): void {
  const list = candidates.data.value?.candidates ?? [];
  const at = list.findIndex((candidate) => candidate.crew.id === chosenCandidate()?.crew.id);
  const next = list[Math.min(list.length - 1, Math.max(0, at + step))];
  if (next !== undefined) chosenCrewId.value = next.crew.id;
}

export async function assign(candidate: Candidate): Promise<void> {
  const ticket = detail.data.value;
  if (ticket === null) return;
  const method = methodBody();
  if (method === null) return showMissingMethod();
  await attempt(async () => {
    const body = { ticket_id: ticket.id, crew_id: candidate.crew.id, send_permits: !prepareOnly.value, ...method };
    const order = await ask(api.POST('/api/v1/assignments', { body }));
    tellWithUndo(t('candidates.assigned', { number: ticket.number, crew: candidate.crew.name }), [order]);
    resetMethod();
    prepareOnly.value = false;
    tab.value = 'work';
  });
}

/** The order is not given before its method is complete: bring the person to what is missing. */
function showMissingMethod(): void {
  tab.value = 'crews';
  requestAnimationFrame(() => document.querySelector<HTMLElement>('.method-choice [aria-invalid="true"]')?.focus());
}

/** For dialogs: the refusal is theirs to show. */
export async function withdraw(assignment: Assignment, reason: string): Promise<void> {
  const params = { path: { assignment_id: assignment.id } };
  const body = { to: 'withdrawn', reason } as const;
  await ask(api.POST('/api/v1/assignments/{assignment_id}/transitions', { params, body }));
  toast('ok', t('assignment.withdrawn', { crew: assignment.crew.name }));
  await reloadSelected();
}

export async function moveTicket(ticket: TicketDetail, to: TicketState, reason: string): Promise<void> {
  const params = { path: { ticket_id: ticket.id } };
  await ask(api.POST('/api/v1/tickets/{ticket_id}/transitions', { params, body: { to, reason } }));
  toast('ok', t('console.transition_done', { number: ticket.number }));
  await reloadSelected();
}

export async function settle(
  ticketId: string,
  zoneId: string,
  verdict: 'inside' | 'outside',
  reason: string,
): Promise<void> {
  const body = { zone_id: zoneId, verdict, reason };
  await ask(api.POST('/api/v1/tickets/{ticket_id}/settlements', { params: { path: { ticket_id: ticketId } }, body }));
  await reloadSelected();
}

export async function chooseMethod(assignmentId: string, choice: MethodOrder): Promise<void> {
  await ask(api.PUT('/api/v1/assignments/{assignment_id}/method', { params: { path: { assignment_id: assignmentId } }, body: choice }));
  toast('ok', t('method.saved'));
  await reloadSelected();
}

export async function issuePpe(assignmentId: string, memberId: string): Promise<void> {
  const params = { path: { assignment_id: assignmentId } };
  await attempt(() =>
    ask(api.POST('/api/v1/assignments/{assignment_id}/ppe', { params, body: { member_id: memberId, issued: true } })),
  );
}

export async function approvePpeCombination(assignmentId: string, note: string): Promise<void> {
  const params = { path: { assignment_id: assignmentId } };
  await ask(api.POST('/api/v1/assignments/{assignment_id}/hse-approval', { params, body: { approved: true, note } }));
  toast('ok', t('hse.approved'));
  await reloadSelected();
}

export interface OverrideInput {
  reason: string;
  second_username: string;
  second_password: string;
  minutes: number;
}

export async function overrideGate(assignmentId: string, input: OverrideInput): Promise<void> {
  await ask(api.POST('/api/v1/assignments/{assignment_id}/override', { params: { path: { assignment_id: assignmentId } }, body: input }));
  toast('ok', t('override.done'));
  await reloadSelected();
}

/** A step without a dialog: a refusal becomes a toast, and the screen is brought up to date either way. */
async function attempt(step: () => Promise<unknown>): Promise<void> {
  try {
    await step();
  } catch (error) {
    const problem = asProblem(error);
    toast('danger', problem.title, problem.explanation);
  }
  await reloadSelected();
}
