import type { JSX } from 'preact';
import { SignatureAnswer, type Item } from '../../checklists/index.ts';
import { Button, Facts } from '../../design/index.ts';
import { t } from '../../i18n/index.ts';
import { paperLine } from '../../papers/index.ts';
import type { Member } from './pack.ts';
import { Step, type StepProps } from './simple-steps.tsx';
import * as store from './store.ts';

/** Signing is one question like any other, with nothing to choose. */
const SIGNED = { key: 'work_permit', kind: 'signature', per: 'person', required: true } as Item;

/** The electrical work permit or order as it will be signed, and the signature of one of the crew. */
export function SignStep(props: StepProps & { role: string; title: string; member: Member }): JSX.Element {
  const { job, role, title, member } = props;
  const slot = `work-permit/${role}/${member.id}`;
  const sign = (drawn: unknown): void =>
    void store.act('work_permit.sign', job.id, { role, member_id: member.id, signature: drawn });
  return (
    <SignatureAnswer item={SIGNED} slot={slot} seconds={0} keepPhoto={store.keepPhoto} onAnswer={sign}>
      {(control, confirm) => (
        <Step {...props} question={t('step.sign_ask', { role: title })} actions={confirm}>
          <div class="question" data-testid="question" data-slot={slot}>
            <p class="question-member">{t('item.for', { name: member.name })}</p>
            <Paper job={job} />
            {control}
          </div>
        </Step>
      )}
    </SignatureAnswer>
  );
}

/** What is signed for: where, how, by which measures. */
function Paper(props: { job: StepProps['job'] }): JSX.Element | null {
  const paper = props.job.work_permit;
  if (!paper) return null;
  return (
    <Facts
      rows={[
        [t('paper.title'), paperLine(paper)],
        [t('paper.place'), paper.address],
        [t('paper.scope'), paper.scope],
        [t('method.title'), t(paper.work_method === 'live_line' ? 'method.live_line' : 'method.dead_line')],
        [t('paper.measures'), paper.measures.join(' · ')],
        [t('paper.workers'), paper.workers.map((each) => each.name).join(', ')],
      ]}
    />
  );
}

/** Work under a permit ends with giving it back: people and tools are out, earths are off. */
export function HandBackStep(props: StepProps): JSX.Element {
  const { job } = props;
  return (
    <Step
      {...props}
      question={t('step.hand_back_ask', { number: job.work_permit?.number ?? '' })}
      actions={
        <Button kind="primary" wide testId="hand-back" onClick={() => void store.act('work_permit.hand_back', job.id)}>
          {t('step.hand_back')}
        </Button>
      }
    />
  );
}
