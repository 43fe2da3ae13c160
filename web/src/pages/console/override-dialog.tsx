import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { Field, Notice } from '../../design/index.ts';
import { FormDialog, useForm, type FieldErrors } from '../../forms/index.ts';
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
  const input = {
    reason: reason.trim(),
    second_username: second.trim(),
    second_password: password,
    minutes: Math.min(LONGEST_MINUTES, Math.max(1, Math.round(Number(minutes) || 0))),
  };
  const missing = (): FieldErrors => ({
    ...(!input.reason && { reason: t('field.required') }),
    ...(!input.second_username && { second_username: t('field.required') }),
  });
  return (
    <FormDialog
      title={t('override.title')}
      confirm={t('action.confirm')}
      confirmKind="danger"
      form={form}
      check={missing}
      send={() => overrideGate(props.assignmentId, input)}
      onClose={props.onClose}
      testId="override-dialog"
      explain={<Notice tone="danger">{t('override.explain')}</Notice>}
    >
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
    </FormDialog>
  );
}
