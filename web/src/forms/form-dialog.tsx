import type { ComponentChildren, JSX } from 'preact';
import { Button, Dialog, type DialogProps } from '../design/index.ts';
import { t } from '../i18n/index.ts';
import type { FieldErrors, FormState } from './form.ts';
import { ProblemNotice } from './problem-notice.tsx';

export interface FormDialogProps extends DialogProps {
  form: FormState;
  /** Own checks before `send`; what they find is shown at the fields. */
  check?: () => FieldErrors;
  send: () => Promise<unknown>;
  confirm: string;
  confirmKind?: 'primary' | 'danger';
  confirmTestId?: string;
  /** What the reader should know first; it stays above a refusal. */
  explain?: ComponentChildren;
}

/** A form in a dialog: the refusal above its fields, the two ways out below; it closes once it went through. */
export function FormDialog(props: FormDialogProps): JSX.Element {
  const { form, onClose } = props;
  const submit = async (event: Event): Promise<void> => {
    event.preventDefault();
    if (await form.submit(props.send, props.check)) onClose();
  };
  return (
    <Dialog title={props.title} onClose={onClose} wide={props.wide ?? false} {...(props.testId && { testId: props.testId })}>
      <form class="stack" noValidate onSubmit={(event) => void submit(event)}>
        {props.explain}
        <ProblemNotice problem={form.problem} />
        {props.children}
        <div class="dialog-actions">
          <Button onClick={onClose}>{t('action.cancel')}</Button>
          <Button
            kind={props.confirmKind ?? 'primary'}
            type="submit"
            busy={form.busy}
            {...(props.confirmTestId && { testId: props.confirmTestId })}
          >
            {props.confirm}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
