import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { ask, type ExposureRecord } from '../../../api/index.ts';
import { Choices, Field, Select } from '../../../design/index.ts';
import { FormDialog, useForm } from '../../../forms/index.ts';
import { locale, t } from '../../../i18n/index.ts';
import { api } from '../store.ts';
import * as store from './exposures-store.ts';

const FOLLOW_UPS = ['none', 'watch', 'test', 'quarantine', 'medical'] as const;

export function ClassifyDialog(props: { record: ExposureRecord; onClose: () => void }): JSX.Element {
  const { record } = props;
  const form = useForm();
  const [level, setLevel] = useState(record.level ?? 'low');
  const [followUp, setFollowUp] = useState<(typeof FOLLOW_UPS)[number]>('none');
  const [note, setNote] = useState('');
  const send = async (): Promise<void> =>
    store.put(
      await ask(
        api.POST('/api/v1/exposures/{exposure_id}/classifications', {
          params: { path: { exposure_id: record.id } },
          body: { level, follow_up: followUp, note: note.trim() || null },
        }),
      ),
    );
  return (
    <FormDialog
      title={`${t('exposure.classify')} · ${record.name}`}
      confirm={t('action.save')}
      confirmTestId="classify-save"
      form={form}
      send={send}
      onClose={props.onClose}
      explain={<p class="muted">{t('exposure.classify_hint')}</p>}
    >
      <Choices
        legend={t('exposure.levels')}
        name="level"
        options={record.levels.map((each) => ({ value: each.code, label: each[locale.value] }))}
        chosen={[level]}
        onChange={([chosen]) => setLevel(chosen ?? level)}
      />
      <Select
        name="follow_up"
        label={t('exposure.follow_up')}
        value={followUp}
        options={FOLLOW_UPS.map((each) => ({ value: each, label: t(`exposure.follow_up.${each}`) }))}
        onChange={(value) => setFollowUp(value as typeof followUp)}
      />
      <Field name="note" label={t('exposure.note')} optional rows={3} value={note} onInput={setNote} error={form.errorOf('note')} />
    </FormDialog>
  );
}
