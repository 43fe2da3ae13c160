import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { Assignment, WorkMethod } from '../../api/index.ts';
import { Button, Choices, Dialog, Field } from '../../design/index.ts';
import { ProblemNotice, useForm } from '../../forms/index.ts';
import { t } from '../../i18n/index.ts';
import { chooseMethod } from './actions.ts';

/** Live-line or dead-line, with the reason; live-line names its procedure. */
export function MethodDialog(props: { assignment: Assignment; onClose: () => void }): JSX.Element {
  const { assignment } = props;
  const [method, setMethod] = useState<WorkMethod>(assignment.work_method ?? 'dead_line');
  const [voltage, setVoltage] = useState<'lv' | 'hv'>('lv');
  const [reason, setReason] = useState(assignment.method_reason ?? '');
  const [procedure, setProcedure] = useState(assignment.procedure_ref ?? '');
  const form = useForm();
  const submit = async (event: Event): Promise<void> => {
    event.preventDefault();
    const choice = { work_method: method, reason: reason.trim(), voltage };
    const missing = {
      ...(!choice.reason && { reason: t('field.required') }),
      ...(method === 'live_line' && !procedure.trim() && { procedure_ref: t('field.required') }),
    };
    const full = method === 'live_line' ? { ...choice, procedure_ref: procedure.trim() } : choice;
    if (await form.submit(() => chooseMethod(assignment.id, full), () => missing)) props.onClose();
  };
  return (
    <Dialog title={t('method.title')} onClose={props.onClose} testId="method-dialog">
      <form class="stack" noValidate onSubmit={(event) => void submit(event)}>
        <ProblemNotice problem={form.problem} />
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
        {method === 'live_line' && (
          <Field
            name="procedure"
            label={t('method.procedure')}
            value={procedure}
            onInput={setProcedure}
            error={form.errorOf('procedure_ref')}
          />
        )}
        <Field
          name="reason"
          label={t('field.reason')}
          rows={2}
          value={reason}
          onInput={setReason}
          error={form.errorOf('reason') ?? form.errorOf('method_reason')}
        />
        <div class="dialog-actions">
          <Button onClick={props.onClose}>{t('action.cancel')}</Button>
          <Button kind="primary" type="submit" busy={form.busy} testId="method-save">
            {t('action.save')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
