import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { ask, type StandDown } from '../../../api/index.ts';
import { Field } from '../../../design/index.ts';
import { FormDialog, fromLocalInput, toLocalInput, useForm, type FieldErrors, type FormState } from '../../../forms/index.ts';
import { t } from '../../../i18n/index.ts';
import { api } from '../store.ts';
import { HazardSelect } from '../trace/hazard-select.tsx';
import { WorkerPicker, type Worker } from '../workers.tsx';
import * as store from './stand-downs-store.ts';

const DAY_MS = 24 * 3600 * 1000;

/** Another end, sooner or later. */
export function ExtendDialog(props: { one: StandDown; onClose: () => void }): JSX.Element {
  const { one } = props;
  const form = useForm();
  const [until, setUntil] = useState(() => toLocalInput(one.until));
  const [why, setWhy] = useState('');
  return (
    <FormDialog
      title={t('standdown.extend_title', { name: one.name })}
      confirm={t('action.save')}
      form={form}
      check={() => missing(until, why)}
      send={() => store.change(one, fromLocalInput(until), why.trim())}
      onClose={props.onClose}
    >
      <Until form={form} value={until} onInput={setUntil} />
      <Why form={form} value={why} onInput={setWhy} />
    </FormDialog>
  );
}

/** HSE's own word: somebody is not sent. */
export function NewDialog(props: { onClose: () => void }): JSX.Element {
  const form = useForm();
  const [worker, setWorker] = useState<Worker | null>(null);
  const [until, setUntil] = useState(() => toLocalInput(Date.now() + DAY_MS));
  const [hazard, setHazard] = useState('');
  const [why, setWhy] = useState('');
  const check = (): FieldErrors => ({
    ...missing(until, why),
    ...(worker === null && { worker: t('field.required') }),
  });
  const send = async (): Promise<void> => {
    const body = {
      member_id: worker?.id ?? '',
      until: fromLocalInput(until) ?? '',
      hazard_class: hazard || null,
      why: why.trim(),
    };
    await ask(api.POST('/api/v1/stand-downs', { body }));
    await store.standDowns.reload();
  };
  return (
    <FormDialog
      title={t('standdown.new')}
      confirm={t('action.save')}
      confirmTestId="stand-down-save"
      form={form}
      check={check}
      send={send}
      onClose={props.onClose}
    >
      <WorkerPicker chosen={worker} onChoose={setWorker} error={form.errorOf('worker')} />
      <Until form={form} value={until} onInput={setUntil} />
      <HazardSelect value={hazard} onChange={setHazard} none={t('standdown.nowhere')} />
      <Why form={form} value={why} onInput={setWhy} />
    </FormDialog>
  );
}

function missing(until: string, why: string): FieldErrors {
  return {
    ...(fromLocalInput(until) === null && { until: t('field.required') }),
    ...(why.trim() === '' && { why: t('field.required') }),
  };
}

interface Part {
  form: FormState;
  value: string;
  onInput: (value: string) => void;
}

function Until(props: Part): JSX.Element {
  return (
    <Field
      name="until"
      type="datetime-local"
      label={t('standdown.until')}
      value={props.value}
      onInput={props.onInput}
      error={props.form.errorOf('until')}
    />
  );
}

function Why(props: Part): JSX.Element {
  return (
    <Field
      name="why"
      label={t('field.reason')}
      rows={2}
      value={props.value}
      onInput={props.onInput}
      error={props.form.errorOf('why')}
    />
  );
}
