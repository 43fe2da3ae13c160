import type { JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { ask } from '../../../api/index.ts';
import { Choices, Field, toast } from '../../../design/index.ts';
import { FormDialog, useForm } from '../../../forms/index.ts';
import { formatMinutes, locale, t } from '../../../i18n/index.ts';
import { levels, levelsOf } from '../levels.ts';
import { api } from '../store.ts';
import { HazardSelect } from './hazard-select.tsx';
import * as store from './trace-store.ts';

/** Everybody chosen, in one press: the level says for how long. */
export function HoldDialog(props: { ids: readonly string[]; onClose: () => void }): JSX.Element {
  const form = useForm();
  const [hazard, setHazard] = useState('infectious_human');
  const [level, setLevel] = useState('high');
  const [why, setWhy] = useState('');
  useEffect(() => void levels.reload(), []);
  const known = levelsOf(hazard).filter((each) => each.stand_down_minutes > 0);
  const send = async (): Promise<void> => {
    const body = { member_ids: [...props.ids], hazard_class: hazard, level, until: null, why: why.trim() || null };
    const held = await ask(api.POST('/api/v1/exposures/trace/stand-downs', { body }));
    toast('ok', t('trace.held', { n: held.member_ids.length }));
    await store.run();
  };
  return (
    <FormDialog
      title={t('trace.hold', { n: props.ids.length })}
      confirm={t('trace.hold', { n: props.ids.length })}
      confirmTestId="hold-confirm"
      form={form}
      send={send}
      onClose={props.onClose}
    >
      <HazardSelect value={hazard} onChange={setHazard} />
      <Choices
        legend={t('exposure.levels')}
        name="level"
        options={known.map((each) => ({
          value: each.code,
          label: `${each[locale.value]} · ${formatMinutes(each.stand_down_minutes)}`,
        }))}
        chosen={[level]}
        onChange={([chosen]) => setLevel(chosen ?? level)}
      />
      <Field name="why" label={t('exposure.note')} optional rows={2} value={why} onInput={setWhy} />
    </FormDialog>
  );
}
