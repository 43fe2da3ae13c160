import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { WorkMethod } from '../../api/index.ts';
import { Button, Choices, Field } from '../../design/index.ts';
import { t } from '../../i18n/index.ts';
import { Step, type StepProps } from './simple-steps.tsx';
import * as store from './store.ts';

/** Dead-line or live-line, with the reason. Dead-line stands there ready: it is what a crew does unless told better. */
export function MethodStep(props: StepProps): JSX.Element {
  const [method, setMethod] = useState<WorkMethod>('dead_line');
  const [voltage, setVoltage] = useState<'lv' | 'hv'>('lv');
  const [procedure, setProcedure] = useState('');
  const [own, setOwn] = useState<string | null>(null);
  const reason = own ?? (method === 'dead_line' ? t('step.method.dead_reason') : '');
  const live = method === 'live_line';
  const complete = reason.trim() !== '' && (!live || procedure.trim() !== '');
  const choose = (): void => {
    const choice = { work_method: method, reason: reason.trim(), voltage };
    void store.act('assignment.method', props.job.id, live ? { ...choice, procedure_ref: procedure.trim() } : choice);
  };
  return (
    <Step
      {...props}
      question={t('step.method')}
      actions={
        <Button kind="primary" wide testId="choose-method" disabled={!complete} onClick={choose}>
          {t('action.confirm')}
        </Button>
      }
    >
      <div class="question question-choices" data-testid="method">
        <Choices
          legend={t('method.title')}
          name="method"
          chosen={[method]}
          options={[
            { value: 'dead_line', label: t('method.dead_line') },
            { value: 'live_line', label: t('method.live_line') },
          ]}
          onChange={([value]) => setMethod(value as WorkMethod)}
        />
        {live && (
          <>
            <Choices
              legend={t('method.voltage')}
              name="voltage"
              chosen={[voltage]}
              options={[
                { value: 'lv', label: t('method.voltage.lv') },
                { value: 'hv', label: t('method.voltage.hv') },
              ]}
              onChange={([value]) => setVoltage(value as 'lv' | 'hv')}
            />
            <Field name="procedure" label={t('method.procedure')} value={procedure} onInput={setProcedure} />
          </>
        )}
        <Field name="reason" label={t('field.reason')} rows={2} value={reason} onInput={setOwn} />
      </div>
    </Step>
  );
}
