import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { Assignment, TicketDetail } from '../../api/index.ts';
import { AssignmentStatus, Button, CrewNotice, Facts, Notice, Panel } from '../../design/index.ts';
import { ReasonDialog } from '../../forms/index.ts';
import { decisionsOf, FollowUps } from '../../checklists/index.ts';
import { formatMoment, t } from '../../i18n/index.ts';
import { History } from '../../timeline/index.ts';
import { withdraw } from './actions.ts';
import { Checklists } from './assignment-parts.tsx';
import { GatePanel } from './gate-panel.tsx';
import { Members } from './job-members.tsx';
import { MethodDialog } from './method-dialog.tsx';
import { NoAnswer } from './no-answer.tsx';
import { PaperPanel } from './paper-panel.tsx';
import { Permits } from './permit-list.tsx';
import { PhoneReports } from './phone-reports.tsx';
import { Pushes, toldNobody } from './push-lines.tsx';
import { RoutePanel } from './route-panel.tsx';
import * as store from './store.ts';

const ON_THE_WAY: readonly Assignment['state'][] = ['proposed', 'assigned', 'accepted', 'en_route', 'waiting_entry'];

/** One crew's order to work this ticket: where it stands, what it waits for, what the dispatcher can do. */
export function AssignmentCard(props: { assignment: Assignment; ticket: TicketDetail; running: boolean }): JSX.Element {
  const { assignment, running } = props;
  return (
    <section class="assignment" data-testid="assignment" data-state={assignment.state} data-running={running}>
      <header class="spread">
        <h3>
          {assignment.crew.name} <span class="muted small">{assignment.number}</span>
        </h3>
        <AssignmentStatus state={assignment.state} />
      </header>
      {running && <CrewNotice code={assignment.notice} />}
      {running && <NoAnswer assignment={assignment} />}
      <PhoneReports reports={assignment.reports} />
      {running && assignment.conflicts.length > 0 && (
        <Notice tone="warn" title={t('standdown.assigned')} testId="stand-down-conflict">
          {assignment.conflicts.map((reason) => (
            <div key={reason.text}>{reason.text}</div>
          ))}
        </Notice>
      )}
      <FollowUps
        followUps={assignment.follow_ups}
        api={store.api}
        may={decisionsOf((verb) => store.session.may(verb))}
        onDecided={() => void store.reloadSelected()}
      />
      {running && <Orders assignment={assignment} />}
      {running && ON_THE_WAY.includes(assignment.state) && <RoutePanel assignment={assignment} />}
      {running && <GatePanel assignment={assignment} lifeSafety={props.ticket.hazards.length > 0} />}
      {assignment.permits.length > 0 && (
        <Panel title={t('permit.many')}>
          <Permits assignment={assignment} running={running} />
        </Panel>
      )}
      <PaperPanel assignment={assignment} />
      {running && <Members assignment={assignment} />}
      {running && assignment.checklists.length > 0 && (
        <Panel title={t('checklist.many')}>
          <Checklists checklists={assignment.checklists} />
        </Panel>
      )}
      {running && (assignment.pushes.length > 0 || toldNobody(assignment)) && (
        <Panel title={t('push.many')}>
          <Pushes assignment={assignment} />
        </Panel>
      )}
      <Panel title={t('assignment.history')}>
        <History steps={assignment.history} />
      </Panel>
    </section>
  );
}

/** Method, planned times, and the two things a dispatcher decides here. */
function Orders(props: { assignment: Assignment }): JSX.Element {
  const { assignment } = props;
  const [choosing, setChoosing] = useState(false);
  const [withdrawing, setWithdrawing] = useState(false);
  const method = assignment.work_method;
  return (
    <div class="stack-tight">
      <Facts
        rows={[
          [t('method.title'), method === null ? t('method.none') : t(`method.${method}`)],
          [t('field.reason'), assignment.method_reason],
          [t('method.procedure'), assignment.procedure_ref],
          [t('assignment.planned_start'), assignment.planned_start_at && formatMoment(assignment.planned_start_at)],
          [t('assignment.planned_entry'), assignment.planned_entry_at && formatMoment(assignment.planned_entry_at)],
          [t('assignment.doffing'), assignment.doffing_point],
        ]}
      />
      {store.mayAssign.value && (
        <div class="cluster">
          <Button kind={method === null ? 'primary' : 'plain'} onClick={() => setChoosing(true)} testId="method">
            {t(method === null ? 'method.choose' : 'method.change')}
          </Button>
          {assignment.next.includes('withdrawn') && (
            <Button kind="danger" onClick={() => setWithdrawing(true)} testId="withdraw">
              {t('assignment.withdraw')}
            </Button>
          )}
        </div>
      )}
      {choosing && <MethodDialog assignment={assignment} onClose={() => setChoosing(false)} />}
      {withdrawing && (
        <ReasonDialog
          title={t('assignment.withdraw_title', { crew: assignment.crew.name, number: assignment.ticket.number })}
          confirm={t('assignment.withdraw')}
          kind="danger"
          send={(reason) => withdraw(assignment, reason)}
          onClose={() => setWithdrawing(false)}
        />
      )}
    </div>
  );
}
