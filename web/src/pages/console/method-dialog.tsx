import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { Assignment } from '../../api/index.ts';
import { Button, Dialog } from '../../design/index.ts';
import {
  BLANK_METHOD,
  methodErrorsOf,
  MethodFields,
  methodOrderOf,
  ProblemNotice,
  useForm,
  type FieldErrors,
  type MethodDraft,
} from '../../forms/index.ts';
import { t } from '../../i18n/index.ts';
import { chooseMethod } from './actions.ts';

/** The work method of an order that is given already. */
export function MethodDialog(props: { assignment: Assignment; onClose: () => void }): JSX.Element {
  const { assignment } = props;
  const [draft, setDraft] = useState<MethodDraft>(() => draftOf(assignment));
  const form = useForm();
  const submit = async (event: Event): Promise<void> => {
    event.preventDefault();
    const send = (): Promise<void> => chooseMethod(assignment.id, methodOrderOf(draft));
    if (await form.submit(send, () => methodErrorsOf(draft) as FieldErrors)) props.onClose();
  };
  return (
    <Dialog title={t('method.title')} onClose={props.onClose} testId="method-dialog">
      <form class="stack" noValidate onSubmit={(event) => void submit(event)}>
        <ProblemNotice problem={form.problem} />
        <MethodFields
          draft={draft}
          change={(part) => setDraft({ ...draft, ...part })}
          errors={{
            reason: form.errorOf('reason') ?? form.errorOf('method_reason'),
            procedure: form.errorOf('procedure') ?? form.errorOf('procedure_ref'),
          }}
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

function draftOf(assignment: Assignment): MethodDraft {
  const { work_method: method, method_reason: reason, procedure_ref: procedure } = assignment;
  const voltage = assignment.voltage === 'hv' ? 'hv' : 'lv';
  return method === null ? BLANK_METHOD : { method, reason, voltage, procedure: procedure ?? '' };
}
