import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { TicketDetail } from '../../api/index.ts';
import { Button, Facts, Notice, Panel, TicketStatus, type TicketState } from '../../design/index.ts';
import { formatCoordinates, ReasonDialog } from '../../forms/index.ts';
import { formatDateTime, formatDistance, formatNumber, t, tCode } from '../../i18n/index.ts';
import { moveTicket } from './actions.ts';
import { IncidentPanel } from './incident-panel.tsx';
import * as store from './store.ts';
import { MergedNeeds, ZoneHits } from './zone-facts.tsx';

/** Everything known of the ticket itself: why it waits, where it lies, how urgent it is. */
export function TicketFacts(props: { ticket: TicketDetail }): JSX.Element {
  const { ticket } = props;
  return (
    <div class="stack">
      <WhyWaiting ticket={ticket} />
      {ticket.zones.length > 0 && (
        <Panel title={t('zone.many')}>
          <ZoneHits hits={ticket.zones} ticketId={ticket.id} />
        </Panel>
      )}
      {ticket.merged && (
        <Panel title={t('need.title')}>
          <MergedNeeds needs={ticket.merged} />
        </Panel>
      )}
      <Panel title={t('ticket.one')}>
        <Facts rows={factRows(ticket)} />
      </Panel>
      <IncidentPanel ticket={ticket} />
      <PriorityPanel ticket={ticket} />
      {ticket.nearby.length > 0 && <Nearby ticket={ticket} />}
      <TicketSteps ticket={ticket} />
    </div>
  );
}

function WhyWaiting(props: { ticket: TicketDetail }): JSX.Element | null {
  const { ticket } = props;
  if (ticket.deferred_by) {
    return (
      <Notice
        tone="warn"
        title={t('ticket.deferred_because', { reference: ticket.deferred_by.legal_reference })}
        testId="deferred"
      >
        <div class="small">{t('ticket.deferred_hint')}</div>
      </Notice>
    );
  }
  if (ticket.blocked.length === 0) return null;
  return (
    <Notice tone="danger" title={t('ticket.blocked')}>
      {ticket.blocked.map((reason) => (
        <div key={reason.code} data-code={reason.code}>
          {reason.text}
        </div>
      ))}
    </Notice>
  );
}

function factRows(ticket: TicketDetail) {
  const asset = [ticket.pole_no, ticket.transformer, ticket.feeder, ticket.meter_no].filter(Boolean).join(' · ');
  return [
    [t('ticket.description'), ticket.description],
    [t('ticket.hazards'), ticket.hazards.map((hazard) => tCode('hazard_life', hazard)).join(', ')],
    [t('ticket.customers'), formatNumber(ticket.customers_affected)],
    [t('ticket.reported_at'), formatDateTime(ticket.reported_at)],
    [t('ticket.reporter'), ticket.reporter_name],
    [t('ticket.phone'), ticket.reporter_phone && <a href={`tel:${ticket.reporter_phone}`}>{ticket.reporter_phone}</a>],
    [
      t('ticket.position'),
      `${formatCoordinates(ticket.place.coordinates)} ${ticket.accuracy_m > 0 ? t('ticket.accuracy_value', { n: formatNumber(ticket.accuracy_m) }) : ''}`,
    ],
    [t('ticket.asset'), asset],
    [t('ticket.unit'), ticket.unit_code],
  ] as const;
}

/** The published formula with its parts, so that nobody has to believe a number. */
function PriorityPanel(props: { ticket: TicketDetail }): JSX.Element {
  const { value, parts } = props.ticket.priority;
  return (
    <Panel
      title={t('ticket.priority')}
      aside={<span class="strong">{tCode('priority', String(props.ticket.priority_class))}</span>}
    >
      <p class="muted" data-testid="priority">
        {t('priority.parts', {
          weight: formatNumber(parts.weight, 1),
          customers: formatNumber(parts.customers, 2),
          waiting: formatNumber(parts.waiting, 2),
          value: formatNumber(value, 1),
        })}
      </p>
    </Panel>
  );
}

function Nearby(props: { ticket: TicketDetail }): JSX.Element {
  return (
    <Panel title={t('ticket.nearby')}>
      <ul class="stack-tight">
        {props.ticket.nearby.map((other) => (
          <li key={other.id} class="spread">
            <Button kind="quiet" onClick={() => store.openTicket(other.id, other.state)}>
              {other.number}
            </Button>
            <TicketStatus state={other.state} />
            <span class="muted">{formatDistance(other.distance_m)}</span>
          </li>
        ))}
      </ul>
    </Panel>
  );
}

function TicketSteps(props: { ticket: TicketDetail }): JSX.Element | null {
  const [asking, setAsking] = useState<TicketState | null>(null);
  const { ticket } = props;
  const cancellable = ticket.state === 'new' || ticket.state === 'deferred' || ticket.state === 'assigned';
  const closable = ticket.state === 'restored';
  if ((!cancellable && !closable) || !store.mayTakeTickets.value) return null;
  return (
    <div class="cluster">
      {cancellable && (
        <Button kind="danger" onClick={() => setAsking('cancelled')}>
          {t('console.cancel_ticket')}
        </Button>
      )}
      {closable && <Button onClick={() => setAsking('closed')}>{t('console.close_ticket')}</Button>}
      {asking && (
        <ReasonDialog
          title={`${t(asking === 'closed' ? 'console.close_ticket' : 'console.cancel_ticket')} ${ticket.number}`}
          confirm={t('action.confirm')}
          kind={asking === 'closed' ? 'primary' : 'danger'}
          send={(reason) => moveTicket(ticket, asking, reason)}
          onClose={() => setAsking(null)}
        />
      )}
    </div>
  );
}
