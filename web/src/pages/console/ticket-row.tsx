import type { JSX } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import type { Ticket } from '../../api/index.ts';
import { Badge, TicketStatus } from '../../design/index.ts';
import { formatAge, formatDateTime, t, tCode } from '../../i18n/index.ts';
import { now } from '../../live/index.ts';
import { IncidentBadge } from './incident-marks.tsx';
import * as store from './store.ts';

/** One ticket in 32 pixels: number, status, priority, work and place, zone, age. */
export function TicketRow(props: { ticket: Ticket; index: number; reachable: boolean }): JSX.Element {
  const { ticket } = props;
  const element = useRef<HTMLDivElement>(null);
  const atCursor = store.cursorId.value === ticket.id;
  useEffect(() => {
    // The cursor takes the focus along only when the list has it already.
    if (atCursor && element.current?.parentElement?.contains(document.activeElement)) element.current.focus();
  }, [atCursor]);
  const place = ticket.address || t('ticket.no_address');
  return (
    <div
      class="row"
      role="row"
      ref={element}
      aria-rowindex={props.index + 2}
      id={`ticket-${ticket.id}`}
      data-testid="ticket-row"
      data-number={ticket.number}
      data-cursor={atCursor}
      data-marked={store.marked.value.has(ticket.id)}
      data-unanswered={ticket.unanswered_since !== null}
      aria-selected={store.selectedId.value === ticket.id}
      tabIndex={props.reachable ? 0 : -1}
      onClick={() => store.openTicket(ticket.id)}
      onFocus={() => (store.cursorId.value = ticket.id)}
    >
      <span role="gridcell" class="row-mark">
        {store.mayAssign.value && <MarkBox ticket={ticket} />}
      </span>
      <span role="gridcell" class="row-number">
        {ticket.number}
      </span>
      <span role="gridcell" class="truncate">
        <TicketStatus state={ticket.state} blocked={ticket.blocked.length > 0} />
      </span>
      <span role="gridcell">
        <PriorityMark level={ticket.priority_class} />
      </span>
      <span role="gridcell" class="truncate row-place" title={`${tCode('work', ticket.work_type)} · ${place}`}>
        {ticket.unanswered_since !== null && <Badge tone="danger">{t('push.unanswered')}</Badge>}
        <IncidentBadge incident={ticket.incident} />
        {place} <span class="row-work-inline muted">{tCode('work', ticket.work_type)}</span>
      </span>
      <span role="gridcell" class="row-work truncate">
        {tCode('work', ticket.work_type)}
      </span>
      <span role="gridcell" class="row-zone">
        <ZoneBadge badge={ticket.zone_badge} />
      </span>
      <time role="gridcell" class="row-age muted" dateTime={ticket.reported_at} title={formatDateTime(ticket.reported_at)}>
        {formatAge(ticket.reported_at, now.value)}
      </time>
    </div>
  );
}

/** Marks a ticket for one step together with others; `x` on the keyboard. */
function MarkBox(props: { ticket: Ticket }): JSX.Element {
  const { id, number } = props.ticket;
  return (
    <input
      type="checkbox"
      tabIndex={-1}
      aria-label={t('together.mark', { number })}
      checked={store.marked.value.has(id)}
      onClick={(event) => event.stopPropagation()}
      onChange={() => store.toggleMark(id)}
    />
  );
}

/** The priority class as a figure; 0 and 1 stand out by weight, not by one more colour. */
export function PriorityMark(props: { level: number }): JSX.Element {
  const word = tCode('priority', String(props.level));
  return (
    <span class="priority" data-level={props.level} title={word}>
      {props.level}
      <span class="visually-hidden"> {word}</span>
    </span>
  );
}

export function ZoneBadge(props: { badge: Ticket['zone_badge'] }): JSX.Element | null {
  if (props.badge === 'none') return null;
  return (
    <Badge tone="zone" dashed={props.badge !== 'inside'}>
      {t(`zone.badge.${props.badge}`)}
    </Badge>
  );
}
