import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { Badge, Button } from '../../design/index.ts';
import { ReasonDialog } from '../../forms/index.ts';
import { t } from '../../i18n/index.ts';
import { AnswerControl } from './answers.tsx';
import type { Question } from './next-step.ts';
import type { Entry } from './pack.ts';
import { Step, type StepProps } from './simple-steps.tsx';
import * as store from './store.ts';

/** One question of a checklist, for the crew or for one of its members. */
export function QuestionStep(props: StepProps & { question: Question }): JSX.Element {
  const { checklist, item, member, done, total } = props.question;
  const [refusing, setRefusing] = useState<'failed' | 'na' | null>(null);
  const record = (outcome: Entry['outcome'], more: { value?: unknown; reason?: string }): Promise<void> =>
    store.act('checklist.entry', props.job.id, {
      checklist_id: checklist.id,
      item_key: item.key,
      ...(member !== null && { member_id: member.id }),
      outcome,
      ...more,
    });
  const others = (
    <div class="step-others">
      {!item.required && (
        <Button kind="quiet" testId="item-na" onClick={() => setRefusing('na')}>
          {t('item.na')}
        </Button>
      )}
      <Button kind="quiet" testId="item-failed" onClick={() => setRefusing('failed')}>
        {t('item.not_ok')}
      </Button>
    </div>
  );
  return (
    <AnswerControl item={item} slot={slotOf(props.question)} onAnswer={(value) => void record('ok', { value })}>
      {(control, confirm) => (
        <Step
          {...props}
          question={item.label}
          actions={
            <>
              {confirm}
              {others}
            </>
          }
        >
          <div class="question" data-testid="question" data-slot={slotOf(props.question)}>
            <div class="spread">
              <span class="muted">{checklist.title}</span>
              <span class="muted">{t('checklist.progress', { done: done + 1, total })}</span>
            </div>
            <progress max={total} value={done} aria-label={checklist.title} />
            {member !== null && <p class="question-member">{t('item.for', { name: member.name })}</p>}
            {item.critical && (
              <div>
                <Badge tone="danger">{t('item.critical')}</Badge>
              </div>
            )}
            {control}
          </div>
          {refusing !== null && (
            <ReasonDialog
              title={t(refusing === 'na' ? 'item.na' : 'item.not_ok_title')}
              confirm={t('action.confirm')}
              kind={refusing === 'failed' ? 'danger' : 'primary'}
              send={(reason) => record(refusing, { reason })}
              onClose={() => setRefusing(null)}
            />
          )}
        </Step>
      )}
    </AnswerControl>
  );
}

/** Names one answer that is due: the list, the item, and whose it is. */
export function slotOf({ checklist, item, member }: Question): string {
  return `${checklist.id}/${item.key}/${member?.id ?? ''}`;
}
