import type { ComponentChildren, JSX } from 'preact';
import { useState } from 'preact/hooks';
import { Button, Dialog, Field } from '../design/index.ts';
import { t } from '../i18n/index.ts';
import { useForm } from './form.ts';
import { ProblemNotice } from './problem-notice.tsx';

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
  const submit = async (event: Event): Promise<void> => {
    event.preventDefault();
    const check = () => (reason.trim() === '' ? { reason: t('field.required') } : ({} as Record<string, string>));
    if (await form.submit(() => props.send(reason.trim()), check)) props.onClose();
  };
  return (
    <Dialog title={props.title} onClose={props.onClose} testId="reason-dialog">
      <form class="stack" noValidate onSubmit={(event) => void submit(event)}>
        <ProblemNotice problem={form.problem} />
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
        <div class="dialog-actions">
          <Button onClick={props.onClose}>{t('action.cancel')}</Button>
          <Button kind={props.kind ?? 'primary'} type="submit" busy={form.busy} testId="reason-confirm">
            {props.confirm}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
