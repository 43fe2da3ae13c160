import type { JSX } from 'preact';
import type { GateLine } from '../../api/index.ts';
import { Badge, Button, Notice, SHAPE_PATHS, type Shape } from '../../design/index.ts';
import { t, tCode } from '../../i18n/index.ts';
import { isAsking } from './pending.ts';
import { Step, type StepProps } from './simple-steps.tsx';
import * as store from './store.ts';

const MARKS: Readonly<Record<GateLine['status'], { shape: Shape; colour: string }>> = {
  ok: { shape: 'tick', colour: 'var(--status-restored)' },
  not_required: { shape: 'ring', colour: 'var(--text-muted)' },
  overridden: { shape: 'hexagon', colour: 'var(--status-waiting)' },
  failed: { shape: 'bar', colour: 'var(--danger)' },
};

/** The eight lines as the server saw them last, and the way in once all hold. Nobody passes without its answer. */
export function GateStep(props: StepProps & { allowed: boolean; mine: boolean }): JSX.Element {
  const { job } = props;
  const lines = job.gate?.lines ?? [];
  const holding = lines.filter((line) => line.status !== 'failed').length;
  const asking = isAsking(job, store.pending.value);
  const actions = (
    <>
      {props.mine && (
        <Button
          kind="primary"
          wide
          testId="pass-gate"
          busy={asking}
          disabled={!props.allowed}
          onClick={() => void store.act('assignment.transition', job.id, { to: 'inside' })}
        >
          {t('step.pass_gate')}
        </Button>
      )}
      {!props.allowed && (
        <Button wide testId="gate-again" onClick={() => void store.sync(true)}>
          {t('step.gate_again')}
        </Button>
      )}
    </>
  );
  return (
    <Step {...props} question={t(props.allowed ? 'step.gate_open' : 'step.gate')} actions={actions}>
      {!props.mine && <Notice>{t('step.gate_leader')}</Notice>}
      {asking && <Notice tone="warn">{t('step.gate_asking')}</Notice>}
      <div data-testid="gate" data-allowed={props.allowed}>
        <Badge tone={props.allowed ? 'ok' : 'danger'}>
          {t(props.allowed ? 'gate.open' : 'gate.shut')} · {t('gate.progress', { ok: holding, all: lines.length })}
        </Badge>
        <ol class="field-gate">
          {lines.map((line) => (
            <Line key={line.number} line={line} />
          ))}
        </ol>
      </div>
    </Step>
  );
}

function Line(props: { line: GateLine }): JSX.Element {
  const { line } = props;
  const mark = MARKS[line.status];
  return (
    <li class="field-gate-line" data-testid="gate-line" data-status={line.status} data-line={line.number}>
      <svg viewBox="0 0 16 16" aria-hidden="true" style={{ fill: mark.colour }}>
        <path d={SHAPE_PATHS[mark.shape]} />
      </svg>
      <div>
        {line.number}. {line.title || tCode('gate', String(line.number))}
      </div>
      <div class="small strong" style={{ color: mark.colour }}>
        {t(`gate.line.${line.status}`)}
      </div>
      {line.reasons.map((reason) => (
        <div key={reason.code} class="field-gate-reason" data-code={reason.code}>
          {reason.text}
        </div>
      ))}
    </li>
  );
}
