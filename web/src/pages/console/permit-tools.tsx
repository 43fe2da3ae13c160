import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { ask, type Permit } from '../../api/index.ts';
import { Button, Field, toast } from '../../design/index.ts';
import {
  FormDialog,
  fromLocalInput,
  PeriodFields,
  ProblemNotice,
  toLocalInput,
  useForm,
  type FieldErrors,
  type Period,
} from '../../forms/index.ts';
import { t } from '../../i18n/index.ts';
import { RecordDialog } from './permit-record.tsx';
import * as store from './store.ts';

/** What a dispatcher does about one permit: complete and send a draft, note what the authority said. */
export function PermitTools(props: { permit: Permit; callNumber?: string }): JSX.Element | null {
  const { permit } = props;
  const [open, setOpen] = useState<'draft' | 'record' | null>(null);
  const close = (): void => setOpen(null);
  if (!store.mayAssign.value) return null;
  const answerable = permit.state === 'requested' || permit.state === 'acknowledged' || permit.state === 'approved';
  return (
    <div class="cluster permit-tools">
      {permit.state === 'draft' && (
        <>
          <Button onClick={() => setOpen('draft')} testId="permit-draft">
            {t('permit.draft_edit')}
          </Button>
          <SendDraft permit={permit} />
        </>
      )}
      {answerable && (
        <Button onClick={() => setOpen('record')} testId="permit-record">
          {t('permit.record')}
        </Button>
      )}
      {open === 'draft' && <DraftDialog permit={permit} onClose={close} />}
      {open === 'record' && <RecordDialog permit={permit} callNumber={props.callNumber ?? ''} onClose={close} />}
    </div>
  );
}

/** One press asks for a permit that is over anew, for whom it still named, for the zone as it is now. */
export function AskAnew(props: { permit: Permit }): JSX.Element {
  const form = useForm();
  return (
    <>
      <Button kind="primary" busy={form.busy} testId="permit-anew" onClick={() => void form.submit(() => askAnew(props.permit))}>
        {t('permit.anew')}
      </Button>
      <ProblemNotice problem={form.problem} />
    </>
  );
}

async function askAnew(permit: Permit): Promise<void> {
  const params = { path: { permit_id: permit.id } };
  const body = { to: 'requested' } as const;
  const made = await ask(store.api.POST('/api/v1/entry-permits/{permit_id}/transitions', { params, body }));
  toast('ok', t('permit.anew_done', { number: made.number, authority: made.authority.name }));
  await store.reloadSelected();
}

function SendDraft(props: { permit: Permit }): JSX.Element {
  const form = useForm();
  return (
    <>
      <Button
        kind="primary"
        busy={form.busy}
        testId="permit-send"
        onClick={() => void form.submit(() => sendDraft(props.permit))}
      >
        {t('permit.draft_send')}
      </Button>
      <ProblemNotice problem={form.problem} />
    </>
  );
}

async function sendDraft(permit: Permit): Promise<void> {
  const params = { path: { permit_id: permit.id } };
  const body = { to: 'requested' } as const;
  await ask(store.api.POST('/api/v1/entry-permits/{permit_id}/transitions', { params, body }));
  toast('ok', t('permit.draft_sent', { number: permit.number }));
  await store.reloadSelected();
}

function DraftDialog(props: { permit: Permit; onClose: () => void }): JSX.Element {
  const { permit } = props;
  const [reason, setReason] = useState(permit.reason);
  const [asked, setAsked] = useState<Period>({
    from: toLocalInput(permit.requested_window.from),
    until: toLocalInput(permit.requested_window.until),
  });
  const form = useForm();
  return (
    <FormDialog
      title={t('permit.draft_title', { number: permit.number })}
      confirm={t('permit.draft_save')}
      form={form}
      check={() => windowErrors(asked)}
      send={() => saveDraft(permit, reason, asked)}
      onClose={props.onClose}
      wide
      testId="draft-dialog"
      confirmTestId="draft-save"
    >
      <Field
        name="reason"
        label={t('permit.draft_why')}
        rows={2}
        autoFocus
        value={reason}
        onInput={setReason}
        error={form.errorOf('reason')}
      />
      <PeriodFields
        value={asked}
        change={(part) => setAsked({ ...asked, ...part })}
        form={form}
        names={{ from: 'requested_from', until: 'requested_until' }}
        labels={{ from: t('permit.draft_from'), until: t('permit.draft_until') }}
      />
    </FormDialog>
  );
}

async function saveDraft(permit: Permit, reason: string, { from, until }: Period): Promise<void> {
  const params = { path: { permit_id: permit.id }, header: { 'if-match': `"${permit.version}"` } };
  const body = { reason: reason.trim(), requested_from: fromLocalInput(from), requested_until: fromLocalInput(until) };
  await ask(store.api.PATCH('/api/v1/entry-permits/{permit_id}', { params, body }));
  await store.reloadSelected();
}

function windowErrors({ from, until }: Period): FieldErrors {
  return {
    ...(fromLocalInput(from) === null && { requested_from: t('field.required') }),
    ...(fromLocalInput(until) === null && { requested_until: t('field.required') }),
  };
}
