import type { JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { ask, createResource, type Assignment, type GateLine } from '../../api/index.ts';
import { Badge, Button, ErrorState, Panel, SHAPE_PATHS, Skeleton, type Shape } from '../../design/index.ts';
import { ReasonDialog } from '../../forms/index.ts';
import { locale, t, tCode } from '../../i18n/index.ts';
import { approvePpeCombination, issuePpe } from './actions.ts';
import { OverrideDialog } from './override-dialog.tsx';
import * as store from './store.ts';

const MARKS: Readonly<Record<GateLine['status'], { shape: Shape; colour: string }>> = {
  ok: { shape: 'tick', colour: 'var(--status-restored)' },
  not_required: { shape: 'ring', colour: 'var(--text-muted)' },
  overridden: { shape: 'hexagon', colour: 'var(--status-waiting)' },
  failed: { shape: 'bar', colour: 'var(--danger)' },
};

/** So many reasons of one line are read at a glance. */
const MOST_REASONS = 3;

/** The eight lines of the gate as the server sees them now, with what the console can do about each. */
export function GatePanel(props: { assignment: Assignment; lifeSafety: boolean }): JSX.Element {
  const { assignment } = props;
  const [gate] = useState(() =>
    createResource(() => ask(store.api.GET('/api/v1/assignments/{assignment_id}/gate', { params: { path: { assignment_id: assignment.id } } }))),
  );
  const [overriding, setOverriding] = useState(false);
  const touched = store.assignmentsTouched.value;
  const language = locale.value;
  useEffect(() => {
    if (gate.data.value === null) void gate.reload();
    else gate.reloadSoon();
  }, [touched, language, assignment.version]);

  const answer = gate.data.value;
  const problem = gate.problem.value;
  if (answer === null) {
    return problem === null ? (
      <Skeleton lines={8} />
    ) : (
      <ErrorState title={problem.title} remedy={problem.explanation} onRetry={() => void gate.reload()} />
    );
  }
  const holding = answer.lines.filter((line) => line.status !== 'failed').length;
  const consent = answer.lines.find((line) => line.number === 2);
  return (
    <Panel
      title={t('gate.title')}
      testId="gate"
      aside={
        <Badge tone={answer.allowed ? 'ok' : 'danger'}>
          {t(answer.allowed ? 'gate.open' : 'gate.shut')} · {t('gate.progress', { ok: holding, all: answer.lines.length })}
        </Badge>
      }
    >
      <ol class="gate-lines">
        {answer.lines.map((line) => (
          <Line key={line.number} line={line} assignment={assignment} />
        ))}
      </ol>
      {props.lifeSafety && consent?.status === 'failed' && store.session.may('assignments.override') && (
        <Button kind="danger" onClick={() => setOverriding(true)} testId="override">
          {t('override.title')}
        </Button>
      )}
      {overriding && <OverrideDialog assignmentId={assignment.id} onClose={() => setOverriding(false)} />}
    </Panel>
  );
}

function Line(props: { line: GateLine; assignment: Assignment }): JSX.Element {
  const { line } = props;
  const mark = MARKS[line.status];
  return (
    <li class="gate-line" data-status={line.status} data-line={line.number}>
      <svg viewBox="0 0 16 16" aria-hidden="true" style={{ fill: mark.colour }}>
        <path d={SHAPE_PATHS[mark.shape]} />
      </svg>
      <div>
        <div class="spread">
          <span>
            {line.number}. {line.title || tCode('gate', String(line.number))}
          </span>
          <span class="gate-word">{t(`gate.line.${line.status}`)}</span>
        </div>
        <Reasons reasons={line.reasons} />
        {line.status === 'failed' && line.number === 3 && <PpeSteps assignment={props.assignment} />}
        {line.status === 'failed' && line.number === 5 && <HseStep assignment={props.assignment} />}
      </div>
    </li>
  );
}

/** The first few; what only says the same of more things and people is folded away. */
function Reasons(props: { reasons: GateLine['reasons'] }): JSX.Element {
  const { reasons } = props;
  const shown = reasons.length > MOST_REASONS + 1 ? MOST_REASONS : reasons.length;
  return (
    <>
      <ReasonLines reasons={reasons.slice(0, shown)} />
      {shown < reasons.length && (
        <details class="opened gate-more" data-testid="gate-more">
          <summary class="muted small">{t('gate.more', { n: reasons.length - shown })}</summary>
          <ReasonLines reasons={reasons.slice(shown)} />
        </details>
      )}
    </>
  );
}

function ReasonLines(props: { reasons: GateLine['reasons'] }): JSX.Element {
  return (
    <>
      {props.reasons.map((reason) => (
        <div key={`${reason.code}/${reason.text}`} class="muted small" data-code={reason.code}>
          {reason.text}
        </div>
      ))}
    </>
  );
}

function PpeSteps(props: { assignment: Assignment }): JSX.Element | null {
  const without = props.assignment.members.filter((member) => !member.ppe_checked);
  if (!store.session.hasRole('dispatcher', 'shift_leader', 'hse') || without.length === 0) return null;
  return (
    <div class="cluster gate-steps">
      {without.map((member) => (
        <Button key={member.id} testId="issue-ppe" onClick={() => void issuePpe(props.assignment.id, member.id)}>
          {t('ppe.issue')}: {member.name}
        </Button>
      ))}
    </div>
  );
}

function HseStep(props: { assignment: Assignment }): JSX.Element | null {
  const [asking, setAsking] = useState(false);
  if (!store.session.hasRole('hse')) return null;
  return (
    <div class="gate-steps">
      <Button testId="hse-approve" onClick={() => setAsking(true)}>
        {t('hse.approve')}
      </Button>
      {asking && (
        <ReasonDialog
          title={t('hse.approve')}
          confirm={t('hse.approve')}
          hint={t('hse.note')}
          send={(note) => approvePpeCombination(props.assignment.id, note)}
          onClose={() => setAsking(false)}
        />
      )}
    </div>
  );
}
