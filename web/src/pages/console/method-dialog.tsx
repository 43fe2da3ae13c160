import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { Assignment } from '../../api/index.ts';
import {
  BLANK_METHOD,
  FormDialog,
  methodErrorsOf,
  MethodFields,
  methodOrderOf,
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
  return (
    <FormDialog
      title={t('method.title')}
      confirm={t('action.save')}
      form={form}
      check={() => methodErrorsOf(draft) as FieldErrors}
      send={() => chooseMethod(assignment.id, methodOrderOf(draft))}
      onClose={props.onClose}
      testId="method-dialog"
      confirmTestId="method-save"
    >
      <MethodFields
        draft={draft}
        change={(part) => setDraft({ ...draft, ...part })}
        errors={{
          reason: form.errorOf('reason') ?? form.errorOf('method_reason'),
          procedure: form.errorOf('procedure') ?? form.errorOf('procedure_ref'),
        }}
      />
    </FormDialog>
  );
}

function draftOf(assignment: Assignment): MethodDraft {
  const { work_method: method, method_reason: reason, procedure_ref: procedure } = assignment;
  const voltage = assignment.voltage === 'hv' ? 'hv' : 'lv';
  return method === null ? BLANK_METHOD : { method, reason, voltage, procedure: procedure ?? '' };
}
