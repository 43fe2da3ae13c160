import type { JSX } from 'preact';
import { leastSeconds, QuestionFace } from '../../checklists/index.ts';
import { correcting } from './corrections.tsx';
import type { Question } from './next-step.ts';
import { Step, type StepProps } from './simple-steps.tsx';
import * as store from './store.ts';

/** One question of a checklist, for the crew or for one of its members. */
export function QuestionStep(props: StepProps & { question: Question }): JSX.Element {
  const { checklist, item, member, done, total } = props.question;
  const correction = correcting.value?.question === props.question ? correcting.value : null;
  return (
    <QuestionFace
      title={checklist.title}
      item={item}
      memberName={member?.name ?? null}
      done={done}
      total={total}
      slot={slotOf(props.question)}
      seconds={leastSeconds(item, checklist.entries, member?.id ?? null)}
      keepPhoto={store.keepPhoto}
      onAnswer={({ outcome, value, reason, more }) => {
        correcting.value = null;
        return store.act('checklist.entry', props.job.id, {
          checklist_id: checklist.id,
          item_key: item.key,
          ...(member !== null && { member_id: member.id }),
          outcome,
          ...(value !== undefined && { value }),
          ...(correction !== null && { corrects: correction.corrects, reason: correction.reason }),
          ...(reason !== undefined && { reason }),
          ...more,
        });
      }}
      layout={(body, actions) => (
        <Step {...props} question={item.label} actions={actions}>
          {body}
        </Step>
      )}
    />
  );
}

/** Names one answer that is due: the list, the item, and whose it is. */
export function slotOf({ checklist, item, member }: Question): string {
  return `${checklist.id}/${item.key}/${member?.id ?? ''}`;
}
