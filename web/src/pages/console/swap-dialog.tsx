import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { ask, type Assignment } from '../../api/index.ts';
import { Field, Notice, Select, toast } from '../../design/index.ts';
import { FormDialog, useForm } from '../../forms/index.ts';
import { t } from '../../i18n/index.ts';
import * as store from './store.ts';
import { newcomersFor, swapOutcome, type Leaving, type Newcomer } from './swap.ts';

/** Exchange one worker or the vehicle: consent stays good for all others, and the newcomer is asked for in the same step. */
export function SwapDialog(props: { job: Assignment; leaving: Leaving; onClose: () => void }): JSX.Element {
  const { job, leaving } = props;
  const offered = newcomersFor(job, leaving, store.crewRows.value);
  const [chosen, setChosen] = useState(offered[0]?.id ?? '');
  const [reason, setReason] = useState('');
  const form = useForm();
  const check = () => ({
    ...(chosen === '' && { newcomer: t('field.required') }),
    ...(reason.trim() === '' && { reason: t('field.required') }),
  });
  const label = leaving.kind === 'member' ? t('swap.comes') : t('swap.vehicle_comes');
  return (
    <FormDialog
      title={t('swap.title', { name: leaving.name })}
      confirm={t(job.permits.length > 0 ? 'swap.go' : 'swap.button')}
      form={form}
      check={check}
      send={() => swap(job, leaving, chosen, reason.trim())}
      onClose={props.onClose}
      testId="swap-dialog"
      confirmTestId="swap-go"
      explain={job.permits.length > 0 && <Notice>{t('swap.explain')}</Notice>}
    >
      <Select
        name="newcomer"
        label={label}
        value={chosen}
        options={offered.map((each) => ({ value: each.id, label: wordsOf(each) }))}
        onChange={setChosen}
        error={form.errorOf('newcomer') ?? form.errorOf('member_in_id')}
      />
      <Field
        name="reason"
        label={t('field.reason')}
        hint={t('swap.reason_hint')}
        rows={2}
        value={reason}
        onInput={setReason}
        error={form.errorOf('reason')}
      />
    </FormDialog>
  );
}

function wordsOf(each: Newcomer): string {
  const grade = each.grade === null ? null : t('request.grade', { n: each.grade });
  return [each.name, grade, each.crew, each.state === 'free' ? null : t(`swap.${each.state}`)].filter(Boolean).join(' · ');
}

async function swap(job: Assignment, leaving: Leaving, newId: string, reason: string): Promise<void> {
  const params = { path: { assignment_id: job.id } };
  const who = leaving.kind === 'member' ? { member_out_id: leaving.id, member_in_id: newId } : { vehicle_in_id: newId };
  const after = await ask(store.api.POST('/api/v1/assignments/{assignment_id}/swaps', { params, body: { reason, ...who } }));
  const { fell, asked } = swapOutcome(after, leaving.id, newId);
  const told = [
    fell.length > 0 && t('swap.fell', { numbers: fell.join(', '), name: leaving.name }),
    asked.length > 0 && t('swap.asked', { numbers: asked.join(', ') }),
  ];
  toast('ok', t('swap.done', { name: leaving.name }), told.filter(Boolean).join(' '));
  await store.reloadSelected();
}
