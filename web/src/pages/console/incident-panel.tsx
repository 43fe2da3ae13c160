import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { IncidentDetail, IncidentMember, IncidentStep, TicketDetail } from '../../api/index.ts';
import { Badge, Button, Facts, Panel, Skeleton, TicketStatus } from '../../design/index.ts';
import { ProblemNotice } from '../../forms/index.ts';
import { formatDateTime, formatNumber, t, tCode } from '../../i18n/index.ts';
import { joinIncident, loneNeighbours, mayUndo, openIncident, splitOff, takeOut, undoStep } from './incident-actions.ts';
import { MergeDialog, RenameDialog } from './incident-dialogs.tsx';
import * as incidents from './incident-store.ts';
import * as store from './store.ts';
import './incident.css';

/** The incident of a ticket: why its tickets belong together, which they are, and what can be done about it. */
export function IncidentPanel(props: { ticket: TicketDetail }): JSX.Element | null {
  const brief = props.ticket.incident;
  const shown = incidents.incident.data.value;
  const problem = incidents.incident.problem.value;
  if (brief === null) return <Alone ticket={props.ticket} />;
  if (shown?.id === brief.id) return <Shown incident={shown} ticketId={props.ticket.id} />;
  return (
    <Panel title={t('incident.numbered', { number: brief.number })} testId="incident">
      {problem === null ? <Skeleton lines={3} /> : <ProblemNotice problem={problem} />}
    </Panel>
  );
}

function Shown(props: { incident: IncidentDetail; ticketId: string }): JSX.Element {
  const { incident } = props;
  return (
    <Panel
      title={t('incident.numbered', { number: incident.number })}
      aside={<Badge tone={incident.state === 'open' ? 'warn' : 'plain'}>{t(`incident.state.${incident.state}`)}</Badge>}
      testId="incident"
    >
      <div class="stack">
        {incident.name && <p class="strong">{incident.name}</p>}
        <p data-testid="incident-evidence">{incident.evidence.reason.text}</p>
        <Facts rows={factRows(incident)} />
        <Members incident={incident} ticketId={props.ticketId} />
        {incidents.mayArrange.value && <Arrange incident={incident} />}
        <Steps incident={incident} />
      </div>
    </Panel>
  );
}

function factRows(incident: IncidentDetail) {
  return [
    [t('incident.cause'), t(`incident.cause.${incident.cause}`, { element: incident.element ?? '' })],
    [t('incident.customers'), formatNumber(incident.customers)],
    [t('incident.since'), formatDateTime(incident.opened_at)],
    [t('incident.restored_at'), incident.restored_at && formatDateTime(incident.restored_at)],
  ] as const;
}

function Members(props: { incident: IncidentDetail; ticketId: string }): JSX.Element {
  const { members } = props.incident;
  return (
    <div role="group" aria-label={t('incident.members', { n: members.length })}>
      <h4 class="incident-heading">{t('incident.members', { n: members.length })}</h4>
      <ul class="incident-members">
        {members.map((member, at) => (
          <Member key={member.id} member={member} lead={at === 0} here={member.id === props.ticketId} />
        ))}
      </ul>
    </div>
  );
}

function Member(props: { member: IncidentMember; lead: boolean; here: boolean }): JSX.Element {
  const { member } = props;
  return (
    <li class="incident-member" data-testid="incident-member">
      {incidents.mayArrange.value && (
        <input
          type="checkbox"
          aria-label={t('incident.choose', { number: member.number })}
          checked={incidents.chosenMembers.value.has(member.id)}
          onChange={() => incidents.toggleMember(member.id)}
        />
      )}
      <span class="incident-member-number">
        {props.here ? (
          <span class="strong">{member.number}</span>
        ) : (
          <Button kind="quiet" onClick={() => store.openTicket(member.id, member.state)}>
            {member.number}
          </Button>
        )}
      </span>
      <TicketStatus state={member.state} />
      {props.lead && <Badge tone="accent">{t('incident.lead')}</Badge>}
      <span class="muted small incident-why">
        {[props.here && t('incident.this'), member.address, member.why.text].filter(Boolean).join(' · ')}
      </span>
    </li>
  );
}

function Arrange(props: { incident: IncidentDetail }): JSX.Element {
  const [asking, setAsking] = useState<'merge' | 'rename' | null>(null);
  const { incident } = props;
  const n = incidents.chosenMembers.value.size;
  const close = (): void => setAsking(null);
  return (
    <div class="cluster">
      {n > 0 && (
        <>
          <Button testId="incident-remove" onClick={() => void takeOut(incident)}>
            {t('incident.remove', { n })}
          </Button>
          {n < incident.members.length && (
            <Button testId="incident-split" onClick={() => void splitOff(incident)}>
              {t('incident.split', { n })}
            </Button>
          )}
        </>
      )}
      <Button testId="incident-merge" onClick={() => setAsking('merge')}>
        {t('incident.merge')}
      </Button>
      <Button onClick={() => setAsking('rename')}>{t('incident.rename')}</Button>
      {asking === 'merge' && <MergeDialog incident={incident} onClose={close} />}
      {asking === 'rename' && <RenameDialog incident={incident} onClose={close} />}
    </div>
  );
}

function Steps(props: { incident: IncidentDetail }): JSX.Element {
  return (
    <details class="incident-steps">
      <summary>{t('incident.steps')}</summary>
      <ol class="stack-tight">
        {props.incident.steps.map((step) => (
          <Step key={step.id} incidentId={props.incident.id} step={step} />
        ))}
      </ol>
    </details>
  );
}

function Step(props: { incidentId: string; step: IncidentStep }): JSX.Element {
  const { step } = props;
  const what = tCode('incident.step', step.kind);
  const by = step.actor_id === null ? t('incident.by_rule') : step.actor;
  return (
    <li class="incident-step" data-undone={step.undone}>
      <span>
        {what}
        <span class="muted small">
          {' '}
          {formatDateTime(step.at)} · {by} · {unbroken(step.tickets)}
          {step.undone && ` · ${t('incident.undone')}`}
        </span>
      </span>
      {mayUndo(step, store.session.me.value?.id, incidents.mayArrange.value) && (
        <Button kind="quiet" testId="incident-undo" onClick={() => void undoStep(props.incidentId, step.id)}>
          {t('action.undo')}
          <span class="visually-hidden"> {what}</span>
        </Button>
      )}
    </li>
  );
}

/** Numbers, none of which breaks at its hyphens. */
function unbroken(numbers: readonly string[]): JSX.Element[] {
  return numbers.map((number, at) => (
    <span key={number} class="incident-number">
      {number}
      {at < numbers.length - 1 ? ', ' : ''}
    </span>
  ));
}

/** A ticket of its own: where it could belong, if anything near by is out as well. */
function Alone(props: { ticket: TicketDetail }): JSX.Element | null {
  const { ticket } = props;
  const near = incidents.incidentsNear(ticket.nearby);
  const lone = loneNeighbours(ticket);
  const over = ['restored', 'closed', 'cancelled'].includes(ticket.state);
  if (!incidents.mayJoin.value || over || near.length + lone.length === 0) return null;
  return (
    <Panel title={t('incident.one')} testId="incident-alone">
      <div class="stack-tight">
        <p class="muted">{t('incident.alone')}</p>
        <div class="cluster">
          {near.map((brief) => (
            <Button key={brief.id} onClick={() => void joinIncident(brief.id, ticket.id)}>
              {t('incident.join', { number: brief.number })}
            </Button>
          ))}
          {lone.map((other) => (
            <Button key={other.id} onClick={() => void openIncident([ticket, other])}>
              {t('incident.open_with', { number: other.number })}
            </Button>
          ))}
        </div>
      </div>
    </Panel>
  );
}
