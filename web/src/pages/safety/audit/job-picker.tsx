import type { JSX } from 'preact';
import { EmptyState, ErrorState, Field, Skeleton, TicketStatus } from '../../../design/index.ts';
import type { Ticket } from '../../../api/index.ts';
import { formatMoment, t, tCode } from '../../../i18n/index.ts';
import { session } from '../store.ts';
import * as store from './audit-store.ts';
import { Verify } from './verify.tsx';

/** Find a ticket by number, address or words; above it the proof that the record is whole. */
export function JobPicker(): JSX.Element {
  return (
    <>
      {session.may('audit.read') && <Verify />}
      <div class="audit-search">
        <Field
          name="q"
          type="search"
          label={t('audit.search')}
          value={store.search.value}
          onInput={(words) => {
            store.search.value = words;
            store.tickets.reloadSoon();
          }}
          testId="audit-search"
        />
      </div>
      <Found />
    </>
  );
}

function Found(): JSX.Element {
  const rows = store.tickets.data.value?.items ?? null;
  const problem = store.tickets.problem.value;
  if (problem !== null) {
    return <ErrorState title={problem.title} remedy={problem.explanation} onRetry={() => void store.tickets.reload()} />;
  }
  if (rows === null) return <Skeleton lines={8} />;
  if (rows.length === 0) return <EmptyState title={t('audit.none')} hint={t('audit.none_hint')} />;
  return (
    <ul>
      {rows.map((ticket) => (
        <li key={ticket.id}>
          <Row ticket={ticket} />
        </li>
      ))}
    </ul>
  );
}

function Row(props: { ticket: Ticket }): JSX.Element {
  const { ticket } = props;
  return (
    <button
      type="button"
      class="list-row"
      data-testid="audit-row"
      data-number={ticket.number}
      aria-current={store.ticketId.value === ticket.id}
      onClick={() => store.open(ticket.id)}
    >
      <span class="spread">
        <span class="strong">{ticket.number}</span>
        <TicketStatus state={ticket.state} />
      </span>
      <span class="truncate">{ticket.address || t('ticket.no_address')}</span>
      <span class="muted small truncate">
        {tCode('work', ticket.work_type)} · {formatMoment(ticket.reported_at)}
      </span>
    </button>
  );
}
