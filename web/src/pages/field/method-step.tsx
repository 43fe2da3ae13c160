import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { Button } from '../../design/index.ts';
import { BLANK_METHOD, methodErrorsOf, MethodFields, methodOrderOf, type MethodDraft } from '../../forms/index.ts';
import { t } from '../../i18n/index.ts';
import { Step, type StepProps } from './simple-steps.tsx';
import * as store from './store.ts';

/** The crew's work method. Dead-line stands there ready: it is what a crew does unless told better. */
export function MethodStep(props: StepProps): JSX.Element {
  const [draft, setDraft] = useState<MethodDraft>(BLANK_METHOD);
  const incomplete = Object.keys(methodErrorsOf(draft)).length > 0;
  const choose = (): void => void store.act('assignment.method', props.job.id, { ...methodOrderOf(draft) });
  return (
    <Step
      {...props}
      question={t('step.method')}
      actions={
        <Button kind="primary" wide testId="choose-method" disabled={incomplete} onClick={choose}>
          {t('action.confirm')}
        </Button>
      }
    >
      <div class="question question-choices" data-testid="method">
        <MethodFields draft={draft} change={(part) => setDraft({ ...draft, ...part })} />
      </div>
    </Step>
  );
}
