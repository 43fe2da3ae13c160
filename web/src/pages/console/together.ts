import { asProblem, ask, Problem, type Assignment, type Ticket } from '../../api/index.ts';
import { toast } from '../../design/index.ts';
import { t } from '../../i18n/index.ts';
import { usualMethod } from './method.ts';
import * as store from './store.ts';
import { tellWithUndo } from './undo.ts';

interface Refusal {
  readonly number: string;
  readonly why: string;
}

/** The marked tickets, most urgent first, as the list has them. */
export function markedTickets(): Ticket[] {
  return store.ticketRows.value.filter((ticket) => store.marked.value.has(ticket.id));
}

/**
 * Give each marked ticket to the crew that can begin first, the most urgent ticket first; each order changes what the
 * next may have, so they go one after another. What could not be done stays marked.
 */
export async function assignMarked(): Promise<void> {
  const done: Assignment[] = [];
  const refused: Refusal[] = [];
  for (const ticket of markedTickets()) {
    try {
      done.push(await assignBest(ticket));
      store.toggleMark(ticket.id);
    } catch (error) {
      const problem = asProblem(error);
      refused.push({ number: ticket.number, why: problem.explanation ?? problem.title });
    }
  }
  tell(done, refused);
  await store.reloadSelected();
}

async function assignBest(ticket: Ticket): Promise<Assignment> {
  const params = { path: { ticket_id: ticket.id } };
  const found = await ask(store.api.GET('/api/v1/tickets/{ticket_id}/candidates', { params }));
  const best = found.candidates[0];
  if (best === undefined) throw new Problem(409, 'candidates.none', t('candidates.none'));
  const body = { ticket_id: ticket.id, crew_id: best.crew.id, ...usualMethod() };
  return ask(store.api.POST('/api/v1/assignments', { body }));
}

function tell(done: readonly Assignment[], refused: readonly Refusal[]): void {
  if (done.length > 0) tellWithUndo(t('together.assigned', { n: done.length }), done);
  if (refused.length === 0) return;
  const shown = refused.slice(0, 4).map(({ number, why }) => `${number}: ${why}`);
  const rest = refused.length > shown.length ? ['…'] : [];
  toast('danger', t('together.refused', { n: refused.length }), [...shown, ...rest].join(' · '));
}
