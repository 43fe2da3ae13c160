import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { ask } from '../../../api/index.ts';
import { Field } from '../../../design/index.ts';
import { FormDialog, fromLocalInput, toLocalInput, useForm, type FieldErrors } from '../../../forms/index.ts';
import { t } from '../../../i18n/index.ts';
import { api } from '../store.ts';
import type { Worker } from '../workers.tsx';
import { HazardSelect } from './hazard-select.tsx';
import * as store from './trace-store.ts';

/** A worker was found positive: they are in stand-down at once, and the trace begins. */
export function PositiveDialog(props: { worker: Worker; onClose: () => void }): JSX.Element {
  const form = useForm();
  const [hazard, setHazard] = useState('infectious_human');
  const [foundAt, setFoundAt] = useState(() => toLocalInput(Date.now()));
  const [note, setNote] = useState('');
  const check = (): FieldErrors => ({ ...(fromLocalInput(foundAt) === null && { found_at: t('field.required') }) });
  const send = async (): Promise<void> => {
    await ask(
      api.POST('/api/v1/exposures/positives', {
        body: {
          member_id: props.worker.id,
          hazard_class: hazard,
          found_at: fromLocalInput(foundAt) ?? '',
          note: note.trim() || null,
        },
      }),
    );
    void store.positives.reload();
    await store.run();
  };
  return (
    <FormDialog
      title={`${t('trace.positive')} · ${props.worker.name}`}
      confirm={t('trace.positive')}
      confirmKind="danger"
      confirmTestId="positive-confirm"
      form={form}
      check={check}
      send={send}
      onClose={props.onClose}
      explain={<p class="muted">{t('trace.positive_hint')}</p>}
    >
      <HazardSelect value={hazard} onChange={setHazard} />
      <Field
        name="found_at"
        type="datetime-local"
        label={t('trace.found_at')}
        value={foundAt}
        onInput={setFoundAt}
        error={form.errorOf('found_at')}
      />
      <Field name="note" label={t('exposure.note')} optional rows={2} value={note} onInput={setNote} />
    </FormDialog>
  );
}
