import { asProblem, ask, type Plan, type PlanLine } from '../../api/index.ts';
import { toast } from '../../design/index.ts';
import { t } from '../../i18n/index.ts';
import { readBoard } from './plan-board.ts';
import * as plans from './plan-store.ts';
import * as store from './store.ts';
import { offerUndo } from './undo.ts';

let controller: AbortController | null = null;

/** When somebody last pressed a key or a button, by the page's clock. */
let lastInput = 0;
for (const kind of ['keydown', 'pointerdown'] as const) {
  addEventListener(kind, (event) => (lastInput = event.timeStamp), true);
}

/** Search for the best plan of the unit's board and look at it. */
export async function makePlan(): Promise<void> {
  const unit_id = plans.unitId.value;
  if (!plans.mayPlan.value || plans.away.value || unit_id === null || plans.searchingSince.value !== null) return;
  const stop = new AbortController();
  const since = performance.now();
  controller = stop;
  plans.open.value = true;
  plans.problem.value = null;
  plans.searchingSince.value = Date.now();
  try {
    const body = { unit_id, seconds: plans.seconds.value };
    show(await ask(store.api.POST('/api/v1/plans', { body, signal: stop.signal })));
    focusLines(since);
  } catch (error) {
    if (!stop.signal.aborted) plans.problem.value = asProblem(error);
  } finally {
    if (controller === stop) plans.searchingSince.value = null;
  }
}

/** Wait for the answer no longer; should it come, it is in the history. */
export function stopSearching(): void {
  controller?.abort();
  controller = null;
  plans.searchingSince.value = null;
}

function show(plan: Plan): void {
  plans.resetChoice();
  plans.planId.value = plan.id;
  plans.plan.set(plan);
  plans.offer.value = null;
}

/** Keys go on in the lines; who has gone to work elsewhere since then is left there. */
export function focusLines(since = performance.now()): void {
  requestAnimationFrame(() => {
    const at = document.activeElement;
    const elsewhere = at !== null && at !== document.body && at.closest('.plan-pane') === null;
    if (elsewhere && lastInput > since) return;
    document.querySelector<HTMLElement>('.plan-lines')?.focus({ preventScroll: true });
  });
}

/** Whether committing these takes something away from a crew that has it: that is asked about first. */
export function disturbs(lines: readonly PlanLine[]): boolean {
  return lines.some((line) => line.kind === 'moved' || line.kind === 'dropped');
}

/** Commit the chosen lines, after a question when they move or drop what is booked. */
export function askCommit(): void {
  if (!plans.mayPlan.value || !plans.isOpenPlan.value || plans.chosenLines.value.length === 0) return;
  if (plans.committing.value || plans.away.value) return;
  if (disturbs(plans.chosenLines.value)) plans.askingCommit.value = true;
  else void commit();
}

/** What no longer holds stays in its place, with its reasons. */
export async function commit(): Promise<void> {
  const plan = plans.plan.data.value;
  if (plan === null || plans.committing.value) return;
  plans.committing.value = true;
  const lines = plans.chosenLines.value;
  const all = lines.length === plans.openLines.value.length;
  const body = all ? { all: true } : { all: false, line_ids: lines.map((line) => line.id) };
  try {
    const params = { path: { plan_id: plan.id } };
    const done = await ask(store.api.POST('/api/v1/plans/{plan_id}/commit', { params, body: { line_ids: [], ...body } }));
    plans.plan.set(done);
    plans.ticked.value = new Set();
    plans.problem.value = null;
    tell(done, lines);
  } catch (error) {
    plans.problem.value = asProblem(error);
  } finally {
    plans.committing.value = false;
  }
  await Promise.all([readBoard(), store.reloadSelected()]);
}

function tell(done: Plan, asked: readonly PlanLine[]): void {
  const ids = new Set(asked.map((line) => line.id));
  const now = done.lines.filter((line) => ids.has(line.id));
  const committed = now.filter((line) => line.state === 'committed').length;
  const left = now.length - committed;
  if (committed > 0) tellCommitted(done.id, committed);
  if (left > 0) toast('danger', t('plan.not_committed', { n: left }), t('plan.see_reasons'));
}

/** Say it; Ctrl-Z takes all of it back. */
export function tellCommitted(planId: string, n: number, said = t('plan.committed', { n })): void {
  offerUndo(said, () => undoPlan(planId));
}

/** The service puts back what the plan changed, as far as the crews have not begun. */
async function undoPlan(planId: string): Promise<void> {
  try {
    const params = { path: { plan_id: planId } };
    const undone = await ask(store.api.POST('/api/v1/plans/{plan_id}/undo', { params }));
    const left = undone.lines.filter((line) => line.state === 'refused' || line.state === 'stale').length;
    if (left > 0) toast('danger', t('plan.not_undone', { n: left }));
    else toast('ok', t('plan.undone'));
  } catch (error) {
    const problem = asProblem(error);
    toast('danger', problem.title, problem.explanation);
  }
  if (plans.planId.value === planId) await plans.plan.reload();
  await readBoard();
}

export async function discard(): Promise<void> {
  const plan = plans.plan.data.value;
  if (plan === null) return;
  try {
    const params = { path: { plan_id: plan.id } };
    await ask(store.api.POST('/api/v1/plans/{plan_id}/discard', { params }));
    toast('ok', t('plan.discarded'));
    plans.leavePlan();
  } catch (error) {
    plans.problem.value = asProblem(error);
  }
}

/** Choose a line: its ticket on the list and the map, its crew's way. */
export function chooseLine(line: PlanLine): void {
  plans.lineId.value = line.id;
  plans.crewId.value = line.crew.id;
  store.cursorId.value = line.ticket.id;
  if (store.selectedId.value !== null) store.openTicket(line.ticket.id);
}

export function openLine(line: PlanLine): void {
  chooseLine(line);
  store.openTicket(line.ticket.id);
}

/** Next or previous changed line. */
export function moveLine(step: 1 | -1): void {
  const lines = orderedLines();
  const at = lines.findIndex((line) => line.id === plans.lineId.value);
  const next = lines[Math.min(lines.length - 1, Math.max(0, at + step))];
  if (next !== undefined) chooseLine(next);
}

export const chosenLine = (): PlanLine | null =>
  plans.changedLines.value.find((line) => line.id === plans.lineId.value) ?? null;

function orderedLines(): readonly PlanLine[] {
  return groupsOf(plans.changedLines.value).flatMap((group) => group.lines);
}

export interface LineGroup {
  readonly kind: PlanLine['kind'];
  readonly lines: readonly PlanLine[];
}

const ORDER: readonly PlanLine['kind'][] = ['dropped', 'moved', 'new', 'reordered', 'retimed'];

/** What changes, by how it changes: first what is taken from somebody, last what only shifts in time. */
export function groupsOf(lines: readonly PlanLine[]): LineGroup[] {
  const urgent = (line: PlanLine): number => line.ticket.priority_class;
  return ORDER.map((kind) => ({
    kind,
    lines: lines
      .filter((line) => line.kind === kind)
      .sort((one, other) => urgent(one) - urgent(other) || one.entry_at.localeCompare(other.entry_at)),
  })).filter((group) => group.lines.length > 0);
}
