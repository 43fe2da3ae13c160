import type { JSX } from 'preact';
import type { PastAssignment, PastJob } from '../../../api/index.ts';
import {
  ASSIGNMENT_STATES,
  AssignmentStatus,
  Badge,
  Facts,
  Notice,
  Panel,
  PERMIT_STATES,
  PermitStatus,
  TICKET_STATES,
  TicketStatus,
} from '../../../design/index.ts';
import { formatDateTime, t, tCode } from '../../../i18n/index.ts';

export function JobHead(props: { job: PastJob }): JSX.Element {
  const { job } = props;
  const state = TICKET_STATES.find((known) => known === job.state?.state);
  return (
    <header class="audit-head">
      <h2>
        {job.number}
        <span class="muted"> · {tCode('work', job.work_type)}</span>
      </h2>
      <span class="cluster">
        {state === undefined ? <Badge dashed>{t('audit.not_yet')}</Badge> : <TicketStatus state={state} />}
        <span class="muted">
          {job.address} · {formatDateTime(job.time)}
        </span>
      </span>
    </header>
  );
}

/** Ticket, crews, permits, lists and zones, as they were. */
export function JobState(props: { job: PastJob }): JSX.Element {
  const { job } = props;
  return (
    <div class="safety-columns">
      {job.moved_since && <Notice tone="warn">{t('audit.moved_since')}</Notice>}
      {job.assignments.map((crew) => (
        <Crew key={crew.id} crew={crew} />
      ))}
      {job.assignments.length === 0 && <Panel title={t('audit.crews')}>{t('audit.no_crew')}</Panel>}
      <Permits job={job} />
      <Checklists job={job} />
      <Zones job={job} />
    </div>
  );
}

function Crew(props: { crew: PastAssignment }): JSX.Element {
  const { crew } = props;
  const state = ASSIGNMENT_STATES.find((known) => known === crew.state);
  return (
    <Panel
      title={`${crew.number} · ${crew.crew_name}`}
      aside={state === undefined ? crew.state : <AssignmentStatus state={state} />}
      testId="past-crew"
    >
      <Facts
        rows={[
          [t('audit.since'), `${formatDateTime(crew.since)}, ${crew.by}`],
          [t('audit.method'), crew.work_method && tCode('method', crew.work_method)],
          ...crew.members.map(
            (member) =>
              [
                member.name,
                <span class="cluster" key={member.id}>
                  {tCode('crew_role', member.role)}
                  {member.ppe_checked && <Badge tone="ok">{t('audit.ppe')}</Badge>}
                  {member.inside.length > 0 && <Badge tone="zone">{t('audit.inside')}</Badge>}
                </span>,
              ] as const,
          ),
        ]}
      />
      {crew.gate.length > 0 && <Gate crew={crew} />}
    </Panel>
  );
}

/** The gate's answer as it was recorded when the crew passed. */
function Gate(props: { crew: PastAssignment }): JSX.Element {
  const { crew } = props;
  return (
    <div class="audit-gate" data-testid="past-gate">
      <strong class="small">{t('audit.gate', { time: crew.gate_at === null ? '' : formatDateTime(crew.gate_at) })}</strong>
      <ol>
        {crew.gate.map((line) => (
          <li key={line.line} data-status={line.status} title={line.codes.join(', ')}>
            {line.line} <span class="small">{tCode('gate.line', line.status)}</span>
          </li>
        ))}
      </ol>
    </div>
  );
}

function Permits(props: { job: PastJob }): JSX.Element {
  const { permits } = props.job;
  return (
    <Panel title={t('audit.permits')}>
      {permits.length === 0 && t('none')}
      {permits.map((permit) => {
        const state = PERMIT_STATES.find((known) => known === permit.state);
        return (
          <div class="audit-line" key={permit.id}>
            <span class="spread">
              <span class="strong">{permit.number}</span>
              {state === undefined ? permit.state : <PermitStatus state={state} />}
            </span>
            <span class="muted small">
              {permit.zone_name} · {formatDateTime(permit.since)}, {permit.by}
            </span>
          </div>
        );
      })}
    </Panel>
  );
}

function Checklists(props: { job: PastJob }): JSX.Element {
  const { checklists } = props.job;
  return (
    <Panel title={t('audit.checklists')}>
      {checklists.length === 0 && t('none')}
      {checklists.map((list) => (
        <div class="audit-line" key={list.id}>
          <span class="spread">
            <span>{list.title || list.template}</span>
            <Badge tone={list.state === 'complete' ? 'ok' : list.state === 'failed' ? 'danger' : 'plain'}>
              {tCode('checklist.state', list.state)}
            </Badge>
          </span>
          <span class="muted small">
            {t('audit.entries', { n: list.confirmed })} · {formatDateTime(list.since)}, {list.by}
          </span>
        </div>
      ))}
    </Panel>
  );
}

function Zones(props: { job: PastJob }): JSX.Element {
  const { zones } = props.job;
  return (
    <Panel title={t('audit.zones')} testId="past-zones">
      {zones.length === 0 && t('audit.no_zone')}
      {zones.map((zone) => (
        <div class="audit-line" key={zone.version_id}>
          <span class="spread">
            <span class="strong">{zone.name}</span>
            <Badge>{t('audit.version', { n: zone.version_no })}</Badge>
          </span>
          <span class="muted small">{tCode('hazard', zone.hazard_class)}</span>
        </div>
      ))}
    </Panel>
  );
}
