import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { Badge, Button, Dialog, EmptyState, ErrorState, PermitStatus, Skeleton } from '../../design/index.ts';
import { formatMinutes, formatMoment, t } from '../../i18n/index.ts';
import { now } from '../../live/index.ts';
import type { Chase } from './chase.ts';
import { calling, rows, waiting } from './chase-store.ts';
import { PermitTools } from './permit-tools.tsx';
import * as store from './store.ts';
import './chase.css';

const MINUTE_MS = 60_000;

/** In the console's head: how many permits wait, red when somebody has to be rung up; behind it the list. */
export function ChaseButton(): JSX.Element | null {
  const [open, setOpen] = useState(false);
  if (rows.value.length === 0 && !open) return null;
  const late = calling.value;
  return (
    <>
      <Button kind={late > 0 ? 'danger' : 'quiet'} testId="chase-open" onClick={() => setOpen(true)}>
        <span data-testid="chase-count" data-late={late}>
          {t('chase.button')} · {late > 0 ? t('chase.late_of', { late, n: rows.value.length }) : rows.value.length}
        </span>
      </Button>
      {open && <ChaseDialog onClose={() => setOpen(false)} />}
    </>
  );
}

function ChaseDialog(props: { onClose: () => void }): JSX.Element {
  const problem = waiting.problem.value;
  const found = rows.value;
  return (
    <Dialog title={t('chase.title')} wide testId="chase-dialog" onClose={props.onClose}>
      {waiting.data.value === null && problem === null && <Skeleton lines={4} />}
      {problem !== null && (
        <ErrorState title={problem.title} remedy={problem.explanation} onRetry={() => void waiting.reload()} />
      )}
      {problem === null && waiting.data.value !== null && found.length === 0 && (
        <EmptyState title={t('chase.none')} hint={t('chase.none_hint')} />
      )}
      <ul class="chases">
        {found.map((row) => (
          <Row key={row.permit.id} row={row} onOpen={props.onClose} />
        ))}
      </ul>
    </Dialog>
  );
}

function Row(props: { row: Chase; onOpen: () => void }): JSX.Element {
  const { row } = props;
  const { permit } = row;
  const open = (): void => {
    props.onOpen();
    store.openTicket(permit.ticket.id);
  };
  return (
    <li class="chase" data-testid="chase" data-number={permit.number} data-urgency={row.urgency}>
      <div class="spread">
        <span class="cluster">
          <span class="strong">{permit.number}</span>
          <PermitStatus state={permit.state} />
          {permit.supplements_id !== null && <Badge>{t('permit.supplement')}</Badge>}
        </span>
        <Due row={row} />
      </div>
      <div>
        {permit.zone.name}
        <span class="muted">
          {' '}
          · {permit.assignment.crew_name} · {permit.ticket.address || permit.ticket.number}
        </span>
      </div>
      <Asked row={row} />
      <Contacts row={row} />
      <div class="cluster">
        <PermitTools permit={permit} callNumber={row.contacts.find((contact) => contact.phone)?.phone ?? ''} />
        <Button kind="quiet" onClick={open} testId="chase-job">
          {t('chase.job', { number: permit.ticket.number })}
        </Button>
      </div>
    </li>
  );
}

/** How much time is left, or by how much it is over. */
function Due(props: { row: Chase }): JSX.Element {
  const { urgency, dueAt } = props.row;
  const left = dueAt === null ? null : (Date.parse(dueAt) - now.value) / MINUTE_MS;
  if (urgency === 'draft') return <Badge>{t('chase.draft')}</Badge>;
  if (urgency === 'unanswered') return <Badge tone="danger">{t('permit.unanswered')}</Badge>;
  if (left === null) return <Badge>{t('chase.no_due')}</Badge>;
  if (urgency === 'late') return <Badge tone="danger">{t('request.late', { time: formatMinutes(Math.max(0, -left)) })}</Badge>;
  return <Badge tone={urgency === 'closed' ? 'plain' : 'warn'}>{t('request.left', { time: formatMinutes(Math.max(0, left)) })}</Badge>;
}

/** Which step of the ladder it stands on: who is asked, until when, what happens next by itself. */
function Asked(props: { row: Chase }): JSX.Element | null {
  const { permit, asked, dueAt, remindAt, nextName } = props.row;
  if (asked === null) return <div class="muted small">{t('chase.not_asked', { authority: permit.authority.name })}</div>;
  const steps = [
    permit.asks.length > 1 && t('chase.rung', { n: permit.asks.length }),
    dueAt !== null && t('permit.asked_due', { time: formatMoment(dueAt) }),
    !asked.open_now && asked.opens_at !== null && t('permit.asked_closed', { time: formatMoment(asked.opens_at) }),
    remindAt !== null && t('chase.remind', { time: formatMoment(remindAt) }),
    asked.reminded_at !== null && t('chase.reminded', { time: formatMoment(asked.reminded_at) }),
    nextName === null ? t('chase.last') : t('chase.next', { authority: nextName }),
  ];
  return (
    <div class="small">
      <span class="strong">{asked.authority.name}</span>
      <span class="muted"> · {steps.filter(Boolean).join(' · ')}</span>
    </div>
  );
}

/** How to reach whoever is asked: numbers and addresses that open the phone or the letter. */
function Contacts(props: { row: Chase }): JSX.Element {
  const { contacts } = props.row;
  if (contacts.length === 0) return <div class="muted small">{t('chase.no_contacts')}</div>;
  return (
    <ul class="chase-contacts small" aria-label={t('chase.contacts')}>
      {contacts.map((contact, at) => (
        <li key={at}>
          {contact.name && <span>{contact.name}: </span>}
          {contact.phone && <a href={`tel:${contact.phone}`}>{contact.phone}</a>}
          {contact.phone && contact.email && ' · '}
          {contact.email && <a href={`mailto:${contact.email}`}>{contact.email}</a>}
        </li>
      ))}
    </ul>
  );
}
