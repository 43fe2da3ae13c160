import type { JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { asProblem, ask, type Emergency, Problem, type PlanLine, type TicketDetail } from '../../api/index.ts';
import { Button, Dialog, Icon, Notice, Skeleton } from '../../design/index.ts';
import { ProblemNotice } from '../../forms/index.ts';
import { formatMinutes, formatMoment, formatNumber, t } from '../../i18n/index.ts';
import { tellCommitted } from './plan-actions.ts';
import { readBoard } from './plan-board.ts';
import * as plans from './plan-store.ts';
import { api, reloadSelected, tab } from './store.ts';

const SENDABLE: readonly TicketDetail['state'][] = ['new', 'assigned'];
const MOST_NAMED = 8;

/** One click and a look: who would go now, and what waits for it. */
export function SendNow(props: { ticket: TicketDetail }): JSX.Element | null {
  const [asking, setAsking] = useState(false);
  const { ticket } = props;
  if (!plans.mayPlan.value || !SENDABLE.includes(ticket.state)) return null;
  const urgent = ticket.priority_class === 0;
  return (
    <>
      <Button kind={urgent ? 'danger' : 'plain'} testId="send-now" onClick={() => setAsking(true)}>
        <Icon name="bolt" /> {t('send_now.title')}
      </Button>
      {asking && <SendDialog ticket={ticket} onClose={() => setAsking(false)} />}
    </>
  );
}

function SendDialog(props: { ticket: TicketDetail; onClose: () => void }): JSX.Element {
  const { ticket } = props;
  const [proposal, setProposal] = useState<Emergency | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [busy, setBusy] = useState(false);
  const [diverted, setDiverted] = useState(false);
  const attempt = async (step: () => Promise<void>): Promise<void> => {
    setBusy(true);
    try {
      await step();
      setProblem(null);
    } catch (error) {
      setProblem(asProblem(error));
    }
    setBusy(false);
  };
  const look = (divert?: string): Promise<void> =>
    attempt(async () => {
      const before = proposal;
      setProposal(await propose(ticket.id, divert));
      if (before !== null) void discard(before);
      setDiverted(divert !== undefined);
    });
  useEffect(() => void look(), []);
  const found = proposal !== null;
  useEffect(() => {
    // Enter goes on from here; the dialog opened before there was anything to confirm.
    if (found) document.querySelector<HTMLElement>('[data-testid="send-confirm"]')?.focus();
  }, [found]);
  const leave = (): void => {
    if (proposal !== null) void discard(proposal);
    props.onClose();
  };
  const send = (): Promise<void> =>
    attempt(async () => {
      if (proposal === null) return;
      await commitEmergency(proposal, ticket);
      props.onClose();
    });
  return (
    <Dialog title={`${t('send_now.title')}: ${ticket.number}`} onClose={leave} testId="send-dialog">
      <div class="stack">
        <ProblemNotice problem={problem} />
        {proposal === null && problem === null && <Skeleton lines={4} />}
        {proposal !== null && <Proposal proposal={proposal} busy={busy} onDivert={(id) => void look(id)} />}
        <div class="dialog-actions">
          {diverted && (
            <Button busy={busy} testId="send-divert-back" onClick={() => void look()}>
              {t('send_now.divert_back')}
            </Button>
          )}
          <Button onClick={leave}>{t('action.cancel')}</Button>
          {proposal !== null && (
            <Button kind="primary" busy={busy} testId="send-confirm" onClick={() => void send()}>
              {t('send_now.confirm', { crew: crewsOf(goers(proposal)) })}
            </Button>
          )}
        </div>
      </div>
    </Dialog>
  );
}

/** The lines that send somebody to the emergency itself. */
function goers(proposal: Emergency): PlanLine[] {
  return proposal.plan.lines.filter((line) => ['new', 'moved', 'reordered'].includes(line.kind));
}

const crewsOf = (lines: readonly PlanLine[]): string => lines.map((line) => line.crew.code).join(', ');

async function propose(ticketId: string, divert?: string): Promise<Emergency> {
  const params = { path: { ticket_id: ticketId } };
  const body = { propose: true, ...(divert !== undefined && { divert_assignment_id: divert }) };
  return ask(api.POST('/api/v1/tickets/{ticket_id}/emergency', { params, body }));
}

/** Nobody was sent: what was only looked at does not stay open. It is no loss if that fails. */
async function discard(proposal: Emergency): Promise<void> {
  const params = { path: { plan_id: proposal.plan.id } };
  await ask(api.POST('/api/v1/plans/{plan_id}/discard', { params })).catch(() => null);
}

async function commitEmergency(proposal: Emergency, ticket: TicketDetail): Promise<void> {
  const params = { path: { plan_id: proposal.plan.id } };
  const done = await ask(api.POST('/api/v1/plans/{plan_id}/commit', { params, body: { line_ids: [], all: true } }));
  const gone = done.lines.filter((line) => line.ticket.id === ticket.id && line.state === 'committed');
  const refused = done.lines.find((line) => line.ticket.id === ticket.id && line.reasons.length > 0);
  if (gone.length === 0) throw new Problem(409, 'plan.refused', t('plan.line.state.refused'), undefined, [], refused?.reasons);
  tellCommitted(done.id, gone.length, t('send_now.done', { crew: crewsOf(gone), number: ticket.number }));
  tab.value = 'work';
  await Promise.all([reloadSelected(), plans.open.value ? readBoard() : null]);
}

function Proposal(props: { proposal: Emergency; busy: boolean; onDivert: (assignmentId: string) => void }): JSX.Element {
  const { proposal } = props;
  return (
    <>
      {goers(proposal).map((line) => (
        <p key={line.id} class="send-goes" data-testid="send-goes">
          {t('send_now.explain', { crew: line.crew.name, time: formatMoment(line.arrive_at) })}
          <span class="muted"> · {t('plan.why.begins')} {formatMoment(line.entry_at)}</span>
        </p>
      ))}
      <Waits proposal={proposal} />
      {proposal.options.map((option) => (
        <div key={option.assignment_id} class="spread send-option">
          <span>
            {t('send_now.divert', {
              crew: option.crew_code,
              number: option.ticket_number,
              time: formatMinutes(option.minutes_sooner),
            })}
          </span>
          <Button busy={props.busy} onClick={() => props.onDivert(option.assignment_id)}>
            {t('send_now.divert_do')}
          </Button>
        </div>
      ))}
    </>
  );
}

function Waits(props: { proposal: Emergency }): JSX.Element {
  const { delayed, displaced } = props.proposal;
  if (delayed.length + displaced.length === 0) return <p class="muted">{t('send_now.nothing')}</p>;
  return (
    <Notice tone="warn" title={t('send_now.delays')}>
      <ul class="small">
        {displaced.map((ticket) => (
          <li key={ticket.id}>{t('send_now.displaced', { number: ticket.number, customers: formatNumber(ticket.customers_affected) })}</li>
        ))}
        {delayed.slice(0, MOST_NAMED).map((job) => (
          <li key={job.ticket.id}>{t('send_now.delay', { number: job.ticket.number, time: formatMinutes(job.minutes) })}</li>
        ))}
        {delayed.length > MOST_NAMED && <li>…</li>}
      </ul>
    </Notice>
  );
}
