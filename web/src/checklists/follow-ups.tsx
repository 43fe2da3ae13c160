import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { ask, type Api, type Schemas } from '../api/index.ts';
import { Badge, Button, Choices, Field, Notice } from '../design/index.ts';
import { FormDialog, useForm } from '../forms/index.ts';
import { formatMoment, t } from '../i18n/index.ts';

export type FollowUp = Schemas['FollowUpOut'];
type Resolution = NonNullable<FollowUp['resolution']>;

interface Deciding {
  readonly api: Api;
  /** What this desk may decide; empty for whoever only looks. */
  readonly may: readonly Resolution[];
  readonly onDecided: () => void;
}

/** What the roles of a person may decide: ending a job is for desks that move jobs, accepting a failure is HSE's. */
export function decisionsOf(may: (verb: string) => boolean): readonly Resolution[] {
  if (!may('follow_ups.resolve')) return [];
  return [
    'repeated',
    ...(may('assignments.write') ? (['aborted'] as const) : []),
    ...(may('assignments.hse') ? (['accepted'] as const) : []),
  ];
}

/** Critical items that failed on one job: open ones stand out, with the way to decide. */
export function FollowUps(props: Deciding & { followUps: readonly FollowUp[] }): JSX.Element | null {
  if (props.followUps.length === 0) return null;
  return (
    <div class="stack-tight" data-testid="follow-ups">
      {props.followUps.map((each) => (
        <Notice
          key={each.id}
          tone={each.state === 'open' ? 'danger' : 'plain'}
          title={each.state === 'open' ? t('follow_up.open') : t('follow_up.state.resolved')}
          testId="follow-up"
        >
          <FollowUpFacts followUp={each} />
          {each.state === 'open' && <Decide {...props} followUp={each} />}
        </Notice>
      ))}
    </div>
  );
}

/** What failed, whose answer it was, what they said, and what was decided. */
export function FollowUpFacts(props: { followUp: FollowUp }): JSX.Element {
  const { followUp } = props;
  const who = [followUp.checklist, followUp.member, formatMoment(followUp.opened_at)].filter(Boolean).join(' · ');
  return (
    <div>
      <div class="strong">{followUp.item}</div>
      <div class="muted small">{who}</div>
      {followUp.said && <div>{t('follow_up.said', { said: followUp.said })}</div>}
      {followUp.resolution !== null && (
        <div>
          <Badge tone="ok">{t(`follow_up.${followUp.resolution}`)}</Badge> {followUp.note}{' '}
          <span class="muted small">
            {[followUp.resolved_by, followUp.resolved_at && formatMoment(followUp.resolved_at)].filter(Boolean).join(', ')}
          </span>
        </div>
      )}
    </div>
  );
}

/** The way to decide, for whoever may. */
export function Decide(props: Deciding & { followUp: FollowUp }): JSX.Element | null {
  const [deciding, setDeciding] = useState(false);
  if (props.may.length === 0) return null;
  return (
    <>
      <Button kind="primary" testId="decide" onClick={() => setDeciding(true)}>
        {t('follow_up.decide')}
      </Button>
      {deciding && <DecideDialog {...props} onClose={() => setDeciding(false)} />}
    </>
  );
}

function DecideDialog(props: Deciding & { followUp: FollowUp; onClose: () => void }): JSX.Element {
  const { followUp, may } = props;
  const [resolution, setResolution] = useState<Resolution>(may[0] ?? 'repeated');
  const [note, setNote] = useState('');
  const form = useForm();
  const send = async (): Promise<void> => {
    const params = { path: { follow_up_id: followUp.id }, header: { 'if-match': `"${followUp.version}"` } };
    const body = { resolution, note: note.trim() };
    await ask(props.api.POST('/api/v1/follow-ups/{follow_up_id}/resolve', { params, body }));
    props.onDecided();
  };
  return (
    <FormDialog
      title={t('follow_up.decide_title')}
      confirm={t('follow_up.decide')}
      form={form}
      check={() => ({ ...(note.trim() === '' && { note: t('field.required') }) })}
      send={send}
      onClose={props.onClose}
      confirmTestId="decide-confirm"
    >
      <FollowUpFacts followUp={followUp} />
      <Choices
        legend={t('follow_up.decide')}
        name="resolution"
        options={may.map((value) => ({ value, label: t(`follow_up.${value}`) }))}
        chosen={[resolution]}
        onChange={([chosen]) => setResolution(chosen as Resolution)}
      />
      <Field
        name="note"
        label={t('follow_up.note')}
        rows={2}
        value={note}
        onInput={setNote}
        error={form.errorOf('note')}
      />
    </FormDialog>
  );
}
