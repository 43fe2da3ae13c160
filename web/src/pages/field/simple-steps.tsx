import type { ComponentChildren, JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { Button } from '../../design/index.ts';
import { t } from '../../i18n/index.ts';
import { DeclineDialog } from './crew-decline.tsx';
import { MOVE_TARGETS, type Move } from './next-step.ts';
import { setOf, type JobPack, type Member } from './pack.ts';
import * as store from './store.ts';

export interface StepProps {
  readonly job: JobPack;
  /** Refusals and messages, above the question. */
  readonly context: JSX.Element;
  /** What is known about the job, below the question. */
  readonly details: JSX.Element;
}

const TEST_IDS: Readonly<Record<Move, string>> = {
  set_off: 'set-off',
  at_checkpoint: 'at-checkpoint',
  go_on: 'go-on',
  start_work: 'start-work',
  restored: 'restored',
  leave: 'leave',
  close_job: 'close-job',
};

/** The next step's button stands where the last one's did: a thumb that comes down twice must not take both. */
const DEAF_MS = 350;

/** One question in the middle, its answers as full-width buttons at the thumb. */
export function Step(
  props: StepProps & { question: string; actions: ComponentChildren; children?: ComponentChildren },
): JSX.Element {
  const [deaf, setDeaf] = useState(true);
  useEffect(() => {
    const timer = setTimeout(() => setDeaf(false), DEAF_MS);
    return () => clearTimeout(timer);
  }, []);
  return (
    <>
      <div class="field-scroll stack">
        {props.context}
        <h2 class="step-question">{props.question}</h2>
        {props.children}
        {props.details}
      </div>
      <div class="step-actions" data-deaf={deaf}>
        {props.actions}
      </div>
    </>
  );
}

export function AnswerStep(props: StepProps): JSX.Element {
  const [declining, setDeclining] = useState(false);
  const { id } = props.job;
  const actions = (
    <>
      <Button kind="primary" wide testId="accept" onClick={() => void store.act('assignment.accept', id)}>
        {t('step.accept')}
      </Button>
      <Button wide testId="decline" onClick={() => setDeclining(true)}>
        {t('step.decline')}
      </Button>
    </>
  );
  return (
    <Step {...props} question={t('step.answer')} actions={actions}>
      {declining && <DeclineDialog jobId={id} onClose={() => setDeclining(false)} />}
    </Step>
  );
}

/** One press that asks for the job's next state. */
export function MoveStep(props: StepProps & { move: Move }): JSX.Element {
  const { job, move } = props;
  const request = (): void => void store.act('assignment.transition', job.id, { to: MOVE_TARGETS[move] });
  return (
    <Step
      {...props}
      question={t(`step.${move}.ask`)}
      actions={
        <Button kind="primary" wide testId={TEST_IDS[move]} onClick={request}>
          {t(`step.${move}`)}
        </Button>
      }
    />
  );
}

/** One member's protective equipment, looked at by somebody else. */
export function PpeStep(props: StepProps & { member: Member }): JSX.Element {
  const { job, member } = props;
  const check = (): void => void store.act('ppe.check', job.id, { member_id: member.id });
  const checked = job.members.filter((each) => each.ppe_checked).length;
  return (
    <Step
      {...props}
      question={t('step.ppe', { name: member.name })}
      actions={
        <Button kind="primary" wide testId="ppe-check" onClick={check}>
          {t('step.ppe_check')}
        </Button>
      }
    >
      <p class="muted" data-member={member.id}>
        {t('need.ppe')} · {t('checklist.progress', { done: checked, total: job.members.length })}
      </p>
      <OwnSet job={job} member={member} />
    </Step>
  );
}

/** The member's set, article by article: what is in hand, what is set aside, what no store has. */
function OwnSet(props: { job: JobPack; member: Member }): JSX.Element | null {
  const items = setOf(props.job, props.member.id);
  if (items.length === 0) return null;
  return (
    <>
      <ul class="ppe-set" data-testid="ppe-set">
        {items.map((each) => (
          <li key={`${each.item} ${each.state} ${each.size}`} data-state={each.state}>
            <span class="strong">{t('ppe.n_of', { n: each.pieces, item: each.name })}</span>
            <span class="muted small">
              {each.size !== '' && `${t('ppe.size', { size: each.size })} · `}
              {t(`ppe.state.${each.state}`)}
            </span>
            {each.notes.map((note) => (
              <span key={note} class="ppe-set-note small">
                ⚡ {note}
              </span>
            ))}
          </li>
        ))}
      </ul>
      {items.some((each) => each.state === 'short') && <p class="small">{t('ppe.short_hint')}</p>}
    </>
  );
}
