import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { PrivacyHold } from '../../../api/index.ts';
import { Badge, Button, ErrorState, Field, Skeleton } from '../../../design/index.ts';
import { FormDialog, fromLocalInput, useForm, type FieldErrors } from '../../../forms/index.ts';
import { formatDateTime, t } from '../../../i18n/index.ts';
import { session } from '../store.ts';
import { WorkerPicker, type Worker } from '../workers.tsx';
import * as store from './privacy-store.ts';

/** What is kept beyond its time, why and until when. */
export function Holds(): JSX.Element {
  const [making, setMaking] = useState(false);
  const [lifting, setLifting] = useState<PrivacyHold | null>(null);
  const mayHold = session.may('privacy.holds');
  return (
    <section class="privacy-part" aria-labelledby="privacy-holds">
      <div class="privacy-head">
        <h2 id="privacy-holds">{t('privacy.holds')}</h2>
        {mayHold && (
          <Button onClick={() => setMaking(true)} testId="new-hold">
            {t('privacy.new_hold')}
          </Button>
        )}
      </div>
      <Rows onLift={mayHold ? setLifting : null} />
      {making && <NewHoldDialog onClose={() => setMaking(false)} />}
      {lifting !== null && <LiftDialog one={lifting} onClose={() => setLifting(null)} />}
    </section>
  );
}

function Rows(props: { onLift: ((one: PrivacyHold) => void) | null }): JSX.Element {
  const { onLift } = props;
  const rows = store.holds.data.value;
  const problem = store.holds.problem.value;
  if (problem !== null) {
    return <ErrorState title={problem.title} remedy={problem.explanation} onRetry={() => void store.holds.reload()} />;
  }
  if (rows === null) return <Skeleton lines={3} />;
  if (rows.length === 0) return <p class="muted">{t('privacy.no_holds')}</p>;
  return (
    <ul class="privacy-rows">
      {rows.map((one) => (
        <li key={one.id} class="privacy-row" data-testid="privacy-hold">
          <span class="privacy-what">
            <span class="strong">{one.name}</span>
            <span class="muted small">{t(`privacy.hold.${one.kind}`)}</span>
          </span>
          <span class="privacy-what">
            <span>{one.reason}</span>
            <span class="cluster">
              <Badge tone={one.in_force ? 'warn' : 'plain'}>{t(one.in_force ? 'privacy.in_force' : 'privacy.lifted')}</Badge>
              <span class="muted small">{span(one)}</span>
            </span>
          </span>
          {one.in_force && onLift !== null && (
            <Button onClick={() => onLift(one)} testId="lift">
              {t('privacy.lift')}
            </Button>
          )}
        </li>
      ))}
    </ul>
  );
}

function span(one: PrivacyHold): string {
  const since = t('privacy.hold_since', { time: formatDateTime(one.placed_at) });
  const end = one.lifted_at ?? one.until;
  return end === null ? since : `${since} ${t('privacy.hold_ends', { time: formatDateTime(end) })}`;
}

function NewHoldDialog(props: { onClose: () => void }): JSX.Element {
  const form = useForm();
  const [worker, setWorker] = useState<Worker | null>(null);
  const [reason, setReason] = useState('');
  const [until, setUntil] = useState('');
  const check = (): FieldErrors => ({
    ...(worker === null && { worker: t('field.required') }),
    ...(reason.trim() === '' && { reason: t('field.required') }),
  });
  const send = (): Promise<void> =>
    store.place({
      kind: 'person',
      subject_id: worker?.id ?? '',
      reason: reason.trim(),
      until: until === '' ? null : fromLocalInput(until),
    });
  return (
    <FormDialog
      title={t('privacy.new_hold')}
      confirm={t('action.save')}
      confirmTestId="hold-save"
      form={form}
      check={check}
      send={send}
      onClose={props.onClose}
    >
      <WorkerPicker chosen={worker} onChoose={setWorker} error={form.errorOf('worker')} />
      <Field
        name="reason"
        label={t('field.reason')}
        rows={2}
        value={reason}
        onInput={setReason}
        error={form.errorOf('reason')}
      />
      <Field
        name="until"
        type="datetime-local"
        label={t('privacy.hold_until')}
        value={until}
        onInput={setUntil}
        error={form.errorOf('until')}
      />
    </FormDialog>
  );
}

function LiftDialog(props: { one: PrivacyHold; onClose: () => void }): JSX.Element {
  const form = useForm();
  return (
    <FormDialog
      title={t('privacy.lift_title', { name: props.one.name })}
      confirm={t('privacy.lift')}
      confirmKind="danger"
      form={form}
      send={() => store.lift(props.one)}
      onClose={props.onClose}
    >
      <p>{t('privacy.lift_hint')}</p>
    </FormDialog>
  );
}
