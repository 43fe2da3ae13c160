import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { ask } from '../../../api/index.ts';
import { Field, Notice, Select } from '../../../design/index.ts';
import { FormDialog, fromLocalInput, useForm, type FieldErrors } from '../../../forms/index.ts';
import { t, tCode } from '../../../i18n/index.ts';
import { api } from '../store.ts';

export interface Pair {
  readonly profile: string;
  readonly method: 'live_line' | 'dead_line';
}

const PROFILES = ['medical_basic', 'medical_gown', 'medical_full_level3', 'animal_disease', 'chemical_splash', 'flood'];

/** One combination, under which conditions, until when. Nothing stands there chosen that nobody asked for. */
export function SignDialog(props: { pair: Pair; onSigned: () => void; onClose: () => void }): JSX.Element {
  const [method, setMethod] = useState(props.pair.method);
  const [profile, setProfile] = useState(props.pair.profile || (PROFILES[0] ?? ''));
  const [note, setNote] = useState('');
  const [until, setUntil] = useState('');
  const form = useForm();
  const check = (): FieldErrors => (note.trim() === '' ? { note: t('field.required') } : {});
  const send = async (): Promise<void> => {
    const valid_until = fromLocalInput(until);
    const body = { ppe_profile: profile, work_method: method, note: note.trim(), ...(valid_until !== null && { valid_until }) };
    await ask(api.POST('/api/v1/hse-combinations', { body }));
    props.onSigned();
  };
  return (
    <FormDialog
      title={t('combination.sign')}
      confirm={t('combination.sign')}
      form={form}
      check={check}
      send={send}
      onClose={props.onClose}
      testId="combination-dialog"
      confirmTestId="combination-confirm"
      explain={method === 'live_line' && <Notice tone="warn">{t('combination.none_hint')}</Notice>}
    >
      <Select
        name="method"
        label={t('method.title')}
        value={method}
        options={[
          { value: 'dead_line', label: t('method.dead_line') },
          { value: 'live_line', label: t('method.live_line') },
        ]}
        onChange={(value) => setMethod(value as Pair['method'])}
      />
      <Select
        name="profile"
        label={t('combination.profile')}
        value={profile}
        options={PROFILES.map((each) => ({ value: each, label: tCode('profile', each) }))}
        onChange={setProfile}
      />
      <Field
        name="note"
        label={t('combination.note')}
        hint={t('combination.note_hint')}
        rows={2}
        value={note}
        onInput={setNote}
        error={form.errorOf('note')}
      />
      <Field
        name="until"
        type="datetime-local"
        label={t('combination.until')}
        value={until}
        onInput={setUntil}
        error={form.errorOf('valid_until')}
      />
    </FormDialog>
  );
}
