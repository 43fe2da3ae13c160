import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { ask, type ExposureRecord } from '../../../api/index.ts';
import { Choices, Field } from '../../../design/index.ts';
import { FormDialog, fromLocalInput, PeriodFields, toLocalInput, useForm, type FieldErrors } from '../../../forms/index.ts';
import { t } from '../../../i18n/index.ts';
import { api } from '../store.ts';
import * as store from './exposures-store.ts';

/** What the stay was in truth. Times that are left as they are stay exact to the second. */
export function CorrectDialog(props: { record: ExposureRecord; onClose: () => void }): JSX.Element {
  const { record } = props;
  const form = useForm();
  const before = { from: toLocalInput(record.entered_at), until: toLocalInput(record.left_at) };
  const [period, setPeriod] = useState(before);
  const [isVoid, setVoid] = useState(record.void);
  const [why, setWhy] = useState('');
  const check = (): FieldErrors => ({ ...(why.trim() === '' && { why: t('field.required') }) });
  const send = async (): Promise<void> =>
    store.put(
      await ask(
        api.POST('/api/v1/exposures/{exposure_id}/corrections', {
          params: { path: { exposure_id: record.id }, header: { 'if-match': `"${record.version}"` } },
          body: {
            entered_at: period.from === before.from ? record.entered_at : (fromLocalInput(period.from) ?? ''),
            left_at: period.until === before.until ? record.left_at : fromLocalInput(period.until),
            vehicle_id: record.vehicle_id,
            role: record.role,
            ppe_profile: record.ppe_profile,
            void: isVoid,
            why: why.trim(),
          },
        }),
      ),
    );
  return (
    <FormDialog
      title={`${t('exposure.correct')} · ${record.name}`}
      confirm={t('action.save')}
      form={form}
      check={check}
      send={send}
      onClose={props.onClose}
      explain={<p class="muted">{t('exposure.correct_hint')}</p>}
    >
      <PeriodFields
        value={period}
        change={(part) => setPeriod({ ...period, ...part })}
        form={form}
        labels={{ from: t('exposure.entered'), until: t('exposure.left') }}
        names={{ from: 'entered_at', until: 'left_at' }}
      />
      <Choices
        legend={t('exposure.correct')}
        name="void"
        multiple
        options={[{ value: 'void', label: t('exposure.void_choice') }]}
        chosen={isVoid ? ['void'] : []}
        onChange={(chosen) => setVoid(chosen.length > 0)}
      />
      <Field name="why" label={t('field.reason')} rows={2} value={why} onInput={setWhy} error={form.errorOf('why')} />
    </FormDialog>
  );
}
