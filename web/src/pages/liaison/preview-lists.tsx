import type { ComponentChildren, JSX } from 'preact';
import type { Schemas } from '../../api/index.ts';
import { Dialog, Panel, TicketStatus } from '../../design/index.ts';
import { t, tCode } from '../../i18n/index.ts';

type Preview = Schemas['PreviewOut'];

/** By name all that a change of a zone would touch, as far as this person may know it. */
export function PreviewLists(props: { title: string; found: Preview; onClose: () => void }): JSX.Element {
  const { found } = props;
  return (
    <Dialog title={props.title} onClose={props.onClose} wide testId="preview-lists">
      <div class="stack">
        <Tickets found={found} />
        <Listed title={t('effects.assignments')} of={found.assignments} rows={found.assignment_list}>
          {(job) => `${job.number} · ${job.crew_name}`}
        </Listed>
        <Listed title={t('effects.crews_there')} of={found.crews_there} rows={found.crew_list}>
          {(crew) => crew.name}
        </Listed>
        <Listed title={t('effects.permits')} of={found.permits_voided} rows={found.permit_list}>
          {(permit) => `${permit.number} · ${permit.crew_name}`}
        </Listed>
        <Listed title={t('effects.overlaps')} of={found.overlaps.length} rows={found.overlaps}>
          {(zone) => `${zone.name} · ${tCode('hazard', zone.hazard_class)} · ${zone.authority_name}`}
        </Listed>
      </div>
    </Dialog>
  );
}

function Tickets(props: { found: Preview }): JSX.Element {
  const { found } = props;
  return (
    <Listed title={t('effects.tickets')} of={found.tickets} rows={found.ticket_list}>
      {(ticket) => (
        <span class="spread">
          <span>
            {ticket.number}
            <span class="muted"> · {t(`effects.${change(ticket)}`)}</span>
          </span>
          <TicketStatus state={ticket.state} />
        </span>
      )}
    </Listed>
  );
}

function change(ticket: Preview['ticket_list'][number]): 'leaves' | 'possibly' | 'enters' | 'stays' {
  if (ticket.after === 'outside') return 'leaves';
  if (ticket.after === 'possibly') return 'possibly';
  return ticket.before === 'outside' ? 'enters' : 'stays';
}

function Listed<Row extends { id: string }>(props: {
  title: string;
  of: number;
  rows: readonly Row[];
  children: (row: Row) => ComponentChildren;
}): JSX.Element | null {
  if (props.of === 0) return null;
  const unnamed = props.of - props.rows.length;
  return (
    <Panel title={`${props.title} · ${props.of}`}>
      <ul class="stack">
        {props.rows.map((row) => (
          <li key={row.id}>{props.children(row)}</li>
        ))}
      </ul>
      {unnamed > 0 && <p class="muted small">{t('effects.unnamed', { n: unnamed })}</p>}
    </Panel>
  );
}
