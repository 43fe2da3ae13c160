import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { ask, type Permit, type PermitRecordIn } from '../../api/index.ts';
import { Choices, Field, Notice, toast } from '../../design/index.ts';
import { FormDialog, useForm, type FieldErrors } from '../../forms/index.ts';
import { t } from '../../i18n/index.ts';
import * as store from './store.ts';

interface Note {
  channel: PermitRecordIn['channel'];
  to: PermitRecordIn['to'];
  said_by: string;
  function: string;
  number_called: string;
  letter_number: string;
  letter_date: string;
  file_reference: string;
  reason: string;
  conditions: string;
}

/** What an authority said on the telephone or wrote in a letter: receipt, consent, refusal, or the end of a consent. */
export function RecordDialog(props: { permit: Permit; callNumber: string; onClose: () => void }): JSX.Element {
  const { permit } = props;
  const approved = permit.state === 'approved';
  const [note, setNote] = useState<Note>({
    channel: 'phone',
    to: approved ? 'revoked' : 'approved',
    said_by: '',
    function: '',
    number_called: props.callNumber,
    letter_number: '',
    letter_date: '',
    file_reference: '',
    reason: '',
    conditions: '',
  });
  const form = useForm();
  const change = (part: Partial<Note>): void => setNote({ ...note, ...part });
  return (
    <FormDialog
      title={t('permit.record_title', { authority: permit.authority.name })}
      confirm={t('permit.record_save')}
      form={form}
      check={() => missing(note)}
      send={() => record(permit, note)}
      onClose={props.onClose}
      wide
      testId="record-dialog"
      confirmTestId="record-save"
      explain={<Notice tone="warn">{t('permit.record_explain')}</Notice>}
    >
      <Choices
        legend={t('permit.record_way')}
        name="channel"
        chosen={[note.channel]}
        options={[
          { value: 'phone', label: t('permit.record_phone') },
          { value: 'letter', label: t('permit.record_letter') },
        ]}
        onChange={([channel]) => change({ channel: channel as Note['channel'] })}
      />
      <Choices
        legend={t('permit.record_answer')}
        name="to"
        chosen={[note.to]}
        options={answersTo(permit).map((to) => ({
          value: to,
          label: t(`permit.state.${to}`),
        }))}
        onChange={([to]) => change({ to: to as Note['to'] })}
      />
      <Who note={note} change={change} errorOf={form.errorOf} />
      {note.to === 'approved' && (
        <Field
          name="conditions"
          label={t('permit.conditions')}
          hint={t('decision.entry_hint')}
          rows={2}
          optional
          value={note.conditions}
          onInput={(conditions) => change({ conditions })}
        />
      )}
      {needsReason(note.to) && (
        <Field
          name="reason"
          label={t('field.reason')}
          rows={2}
          value={note.reason}
          onInput={(reason) => change({ reason })}
          error={form.errorOf('reason')}
        />
      )}
    </FormDialog>
  );
}

/** Before an answer there may be word that the request was received. */
function answersTo(permit: Permit): readonly PermitRecordIn['to'][] {
  if (permit.state === 'approved') return ['revoked'];
  return permit.state === 'requested' ? ['approved', 'denied', 'acknowledged'] : ['approved', 'denied'];
}

function needsReason(to: PermitRecordIn['to']): boolean {
  return to === 'denied' || to === 'revoked';
}

function Who(props: {
  note: Note;
  change: (part: Partial<Note>) => void;
  errorOf: (field: string) => string | undefined;
}): JSX.Element {
  const { note, change, errorOf } = props;
  const line = (name: 'said_by' | 'function' | 'number_called' | 'letter_number' | 'letter_date' | 'file_reference', label: string, more: { optional?: boolean; type?: 'tel' | 'text' } = {}): JSX.Element => (
    <Field {...more} name={name} label={label} value={note[name]} onInput={(value) => change({ [name]: value })} error={errorOf(name)} />
  );
  return (
    <>
      <div class="intake-pair">
        {line('said_by', t('permit.record_by'))}
        {line('function', t('permit.record_function'), { optional: true })}
      </div>
      {note.channel === 'phone' ? (
        line('number_called', t('permit.record_number'), { type: 'tel' })
      ) : (
        <div class="intake-pair">
          {line('letter_number', t('permit.record_letter_number'))}
          <Field
            name="letter_date"
            type="date"
            label={t('permit.record_letter_date')}
            value={note.letter_date}
            onInput={(letter_date) => change({ letter_date })}
            error={errorOf('letter_date')}
          />
        </div>
      )}
      {line('file_reference', t('permit.record_file'), { optional: true })}
    </>
  );
}

function missing(note: Note): FieldErrors {
  const needed = note.channel === 'phone' ? (['said_by', 'number_called'] as const) : (['said_by', 'letter_number', 'letter_date'] as const);
  const all = needsReason(note.to) ? ([...needed, 'reason'] as const) : needed;
  return Object.fromEntries(all.filter((name) => note[name].trim() === '').map((name) => [name, t('field.required')]));
}

async function record(permit: Permit, note: Note): Promise<void> {
  const params = { path: { permit_id: permit.id } };
  const letter = note.channel === 'letter';
  const lines = note.conditions.split('\n').map((line) => line.trim());
  const body = {
    to: note.to,
    channel: note.channel,
    said_by: note.said_by.trim(),
    function: note.function.trim(),
    number_called: letter ? '' : note.number_called.trim(),
    letter_number: letter ? note.letter_number.trim() : null,
    letter_date: letter ? note.letter_date : null,
    file_reference: note.file_reference.trim() || null,
    reason: note.reason.trim(),
    conditions: note.to === 'approved' ? lines.filter((line) => line !== '') : [],
    version: permit.version,
  };
  await ask(store.api.POST('/api/v1/entry-permits/{permit_id}/records', { params, body }));
  toast('ok', t('permit.record_done', { number: permit.number }));
  await store.reloadSelected();
}
