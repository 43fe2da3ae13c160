import type { ComponentChildren, JSX } from 'preact';
import { useState } from 'preact/hooks';
import { Field } from '../design/index.ts';
import { t } from '../i18n/index.ts';
import { useForm } from './form.ts';
import { FormDialog } from './form-dialog.tsx';

/** Ask for the reason of a step that must have one, then take it. */
export function ReasonDialog(props: {
  title: string;
  confirm: string;
  kind?: 'primary' | 'danger';
  hint?: string;
  /** What the reader should know before giving a reason. */
  children?: ComponentChildren;
  send: (reason: string) => Promise<unknown>;
  onClose: () => void;
}): JSX.Element {
  const [reason, setReason] = useState('');
  const form = useForm();
  return (
    <FormDialog
      title={props.title}
      confirm={props.confirm}
      confirmKind={props.kind ?? 'primary'}
      form={form}
      check={() => ({ ...(reason.trim() === '' && { reason: t('field.required') }) })}
      send={() => props.send(reason.trim())}
      onClose={props.onClose}
      testId="reason-dialog"
      confirmTestId="reason-confirm"
    >
      {props.children}
      <Field
        name="reason"
        label={t('field.reason')}
        hint={props.hint}
        rows={2}
        autoFocus
        value={reason}
        onInput={setReason}
        error={form.errorOf('reason')}
      />
    </FormDialog>
  );
}
