import type { JSX } from 'preact';
import type { TicketDetail } from '../../api/index.ts';
import {
  Button,
  EmptyState,
  ErrorState,
  Icon,
  Skeleton,
  Tabs,
  TicketStatus,
  type AssignmentState,
} from '../../design/index.ts';
import { t, tCode } from '../../i18n/index.ts';
import { AssignmentCard } from './assignment-card.tsx';
import { CandidatePanel } from './candidates.tsx';
import { IncidentBadge } from './incident-marks.tsx';
import { WishStrip } from './plan-wishes.tsx';
import * as store from './store.ts';
import { TicketFacts } from './ticket-facts.tsx';
import { PriorityMark, ZoneBadge } from './ticket-row.tsx';

const OVER: readonly AssignmentState[] = ['closed', 'declined', 'withdrawn', 'aborted'];

/** The right column: one ticket, its crews to choose from, its assignments. */
export function Detail(): JSX.Element {
  const ticket = store.detail.data.value;
  const problem = store.detail.problem.value;
  return (
    <article class="detail" aria-label={t('console.detail')} data-testid="detail">
      {ticket === null && problem === null && <Skeleton lines={8} />}
      {ticket === null && problem !== null && (
        <ErrorState title={problem.title} remedy={problem.explanation} onRetry={() => void store.detail.reload()} />
      )}
      {ticket !== null && <Loaded ticket={ticket} />}
    </article>
  );
}

function Loaded(props: { ticket: TicketDetail }): JSX.Element {
  const { ticket } = props;
  const running = ticket.assignments.filter((assignment) => !OVER.includes(assignment.state));
  const found = store.candidates.data.value?.candidates.length;
  const mayLook = store.session.may('assignments.read');
  return (
    <>
      <header class="detail-head">
        <div class="detail-title">
          <h2>{ticket.number}</h2>
          <TicketStatus state={ticket.state} blocked={ticket.blocked.length > 0} />
          <ZoneBadge badge={ticket.zone_badge} />
          <IncidentBadge incident={ticket.incident} />
        </div>
        <Button icon kind="quiet" label={t('action.close')} onClick={store.closeDetail}>
          <Icon name="close" />
        </Button>
        <p class="detail-place">
          <PriorityMark level={ticket.priority_class} />
          <span>
            {ticket.address || t('ticket.no_address')}
            <span class="muted"> · {tCode('work', ticket.work_type)}</span>
          </span>
        </p>
      </header>
      <WishStrip key={ticket.id} ticket={ticket} />
      <Tabs<store.DetailTab>
        label={t('console.detail')}
        chosen={store.tab.value}
        onChoose={(key) => (store.tab.value = key)}
        tabs={[
          { key: 'ticket' as const, label: t('console.tab.ticket') },
          ...(store.mayAssign.value ? [{ key: 'crews' as const, label: t('console.tab.crews'), count: found }] : []),
          ...(mayLook ? [{ key: 'work' as const, label: t('console.tab.work'), count: running.length }] : []),
        ]}
      >
        {store.tab.value === 'ticket' && <TicketFacts ticket={ticket} />}
        {store.tab.value === 'crews' && <CandidatePanel ticket={ticket} />}
        {store.tab.value === 'work' && <Assignments ticket={ticket} />}
      </Tabs>
    </>
  );
}

function Assignments(props: { ticket: TicketDetail }): JSX.Element {
  const { assignments } = props.ticket;
  if (assignments.length === 0) {
    return (
      <EmptyState title={t('assignment.none')} {...(store.mayAssign.value && { hint: t('assignment.none_hint') })}>
        {store.mayAssign.value && (
          <Button onClick={() => (store.tab.value = 'crews')}>{t('console.tab.crews')}</Button>
        )}
      </EmptyState>
    );
  }
  return (
    <div class="stack">
      {runningFirst(assignments).map((assignment) => (
        <AssignmentCard
          key={assignment.id}
          assignment={assignment}
          ticket={props.ticket}
          running={!OVER.includes(assignment.state)}
        />
      ))}
    </div>
  );
}

/** What runs stands above what is over; the newest of each first. */
function runningFirst(assignments: TicketDetail['assignments']): TicketDetail['assignments'] {
  const newest = [...assignments].reverse();
  return [
    ...newest.filter((assignment) => !OVER.includes(assignment.state)),
    ...newest.filter((assignment) => OVER.includes(assignment.state)),
  ];
}
