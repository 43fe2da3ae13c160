import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { Button, Dialog, Field, Notice } from '../../design/index.ts';
import { ProblemNotice, useForm } from '../../forms/index.ts';
import { t } from '../../i18n/index.ts';
import { overrideGate } from './actions.ts';

const LONGEST_MINUTES = 240;

/** Emergency override: reason, a second named person who signs here, and an end. */
export function OverrideDialog(props: { assignmentId: string; onClose: () => void }): JSX.Element {
  const [reason, setReason] = useState('');
  const [second, setSecond] = useState('');
  const [password, setPassword] = useState('');
  const [minutes, setMinutes] = useState('60');
  const form = useForm();
  const submit = async (event: Event): Promise<void> => {
    event.preventDefault();
    const input = {
      reason: reason.trim(),
      second_username: second.trim(),
      second_password: password,
      minutes: Math.min(LONGEST_MINUTES, Math.max(1, Math.round(Number(minutes) || 0))),
    };
    const missing = { ...(!input.reason && { reason: t('field.required') }), ...(!input.second_username && { second_username: t('field.required') }) };
    if (await form.submit(() => overrideGate(props.assignmentId, input), () => missing)) props.onClose();
  };
  return (
    <Dialog title={t('override.title')} onClose={props.onClose} testId="override-dialog">
      <form class="stack" noValidate onSubmit={(event) => void submit(event)}>
        <Notice tone="danger">{t('override.explain')}</Notice>
        <ProblemNotice problem={form.problem} />
        <Field
          name="reason"
          label={t('field.reason')}
          rows={2}
          autoFocus
          value={reason}
          onInput={setReason}
          error={form.errorOf('reason')}
        />
        <div class="intake-pair">
          <Field
            name="second"
            label={t('override.second')}
            autocomplete="off"
            value={second}
            onInput={setSecond}
            error={form.errorOf('second_username')}
          />
          <Field
            name="second_password"
            type="password"
            label={t('override.second_password')}
            autocomplete="off"
            value={password}
            onInput={setPassword}
            error={form.errorOf('second_password')}
          />
        </div>
        <Field
          name="minutes"
          label={t('override.minutes')}
          inputMode="numeric"
          value={minutes}
          onInput={setMinutes}
          error={form.errorOf('minutes')}
        />
        <div class="dialog-actions">
          <Button onClick={props.onClose}>{t('action.cancel')}</Button>
          <Button kind="danger" type="submit" busy={form.busy}>
            {t('action.confirm')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
