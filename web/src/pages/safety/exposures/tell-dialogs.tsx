import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { ask, type ExposureRecord } from '../../../api/index.ts';
import { Choices, Field, Select } from '../../../design/index.ts';
import { FormDialog, useForm, type FieldErrors } from '../../../forms/index.ts';
import { t } from '../../../i18n/index.ts';
import { api } from '../store.ts';
import * as store from './exposures-store.ts';

export const BANDS = ['under_1m', 'from_1_to_2m', 'over_2m', 'unknown'] as const;
export const ITEMS = [
  'respirator',
  'eye_protection',
  'gloves',
  'coverall',
  'footwear',
  'splash',
  'wound',
  'doffing',
  'other',
] as const;
export const ACTIONS = ['left', 'washed', 'replaced', 'covered', 'none'] as const;

interface OfRecord {
  record: ExposureRecord;
  onClose: () => void;
}

/** A contact that came out in a talk: somebody from outside, how near and how long. */
export function ContactDialog({ record, onClose }: OfRecord): JSX.Element {
  const form = useForm();
  const [who, setWho] = useState('');
  const [band, setBand] = useState<(typeof BANDS)[number]>('unknown');
  const [minutes, setMinutes] = useState('');
  const [masked, setMasked] = useState('');
  const check = (): FieldErrors => ({
    ...(who.trim() === '' && { who: t('field.required') }),
    ...(minutes !== '' && !/^\d{1,4}$/.test(minutes) && { minutes: t('field.required') }),
  });
  const send = async (): Promise<void> => {
    await ask(
      api.POST('/api/v1/exposures/{exposure_id}/contacts', {
        params: { path: { exposure_id: record.id } },
        body: {
          who: who.trim(),
          band,
          minutes: minutes === '' ? null : Number(minutes),
          masked: masked === '' ? null : masked === 'yes',
          retract: false,
        },
      }),
    );
    store.reload();
  };
  return (
    <FormDialog
      title={`${t('exposure.add_contact')} · ${record.name}`}
      confirm={t('action.save')}
      form={form}
      check={check}
      send={send}
      onClose={onClose}
    >
      <Field name="who" label={t('exposure.who')} rows={2} value={who} onInput={setWho} error={form.errorOf('who')} />
      <Select
        name="band"
        label={t('exposure.band')}
        value={band}
        options={BANDS.map((each) => ({ value: each, label: t(`exposure.band.${each}`) }))}
        onChange={(value) => setBand(value as typeof band)}
      />
      <Field
        name="minutes"
        type="number"
        inputMode="numeric"
        optional
        label={t('exposure.minutes')}
        value={minutes}
        onInput={setMinutes}
        error={form.errorOf('minutes')}
      />
      <Choices
        legend={t('field.contact.mask')}
        name="masked"
        options={[
          { value: 'yes', label: t('field.yes') },
          { value: 'no', label: t('field.no') },
          { value: '', label: t('exposure.band.unknown') },
        ]}
        chosen={[masked]}
        onChange={([chosen]) => setMasked(chosen ?? '')}
      />
    </FormDialog>
  );
}

/** A breach that nobody reported from the field. */
export function BreachDialog({ record, onClose }: OfRecord): JSX.Element {
  const form = useForm();
  const [item, setItem] = useState<(typeof ITEMS)[number]>('gloves');
  const [action, setAction] = useState<(typeof ACTIONS)[number]>('none');
  const [note, setNote] = useState('');
  const send = async (): Promise<void> => {
    await ask(
      api.POST('/api/v1/exposures/{exposure_id}/breaches', {
        params: { path: { exposure_id: record.id } },
        body: { item, action, note: note.trim() || null, retract: false },
      }),
    );
    store.reload();
  };
  return (
    <FormDialog
      title={`${t('exposure.add_breach')} · ${record.name}`}
      confirm={t('action.save')}
      form={form}
      send={send}
      onClose={onClose}
    >
      <Select
        name="item"
        label={t('exposure.item')}
        value={item}
        options={ITEMS.map((each) => ({ value: each, label: t(`exposure.item.${each}`) }))}
        onChange={(value) => setItem(value as typeof item)}
      />
      <Select
        name="action"
        label={t('exposure.action')}
        value={action}
        options={ACTIONS.map((each) => ({ value: each, label: t(`exposure.action.${each}`) }))}
        onChange={(value) => setAction(value as typeof action)}
      />
      <Field name="note" label={t('exposure.note')} optional rows={2} value={note} onInput={setNote} />
    </FormDialog>
  );
}
