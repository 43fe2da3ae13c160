import type { ComponentChildren, JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { Permit } from '../../api/index.ts';
import { Button, Panel, Select, type PermitState } from '../../design/index.ts';
import {
  fromLocalInput,
  PeriodFields,
  ProblemNotice,
  ReasonDialog,
  toLocalInput,
  useForm,
  type FieldErrors,
  type FormState,
  type Period,
} from '../../forms/index.ts';
import { t } from '../../i18n/index.ts';
import { acknowledge, answer, type Answer } from './actions.ts';
import { ConditionFields, conditionsOf, conditionTexts, type ConditionTexts } from './condition-fields.tsx';
import { ConditionsDialog } from './request-conditions.tsx';
import { stepsFrom } from './requests.ts';

interface Draft extends Period, ConditionTexts {
  readonly gate: string;
}

/** The request with its answer below: the window as asked, conditions, gate, and the steps its state allows. */
export function Decision(props: { permit: Permit; children: ComponentChildren; after?: ComponentChildren }): JSX.Element {
  const { permit } = props;
  const { gates } = permit;
  const [draft, setDraft] = useState<Draft>(() => ({
    from: toLocalInput(permit.valid_from ?? permit.requested_window.from),
    until: toLocalInput(permit.valid_until ?? permit.requested_window.until),
    ...conditionTexts(permit),
    gate: permit.gate?.name ?? '',
  }));
  const form = useForm();
  const steps = stepsFrom(permit.state);
  const submit = async (event: Event): Promise<void> => {
    event.preventDefault();
    if (!steps.includes('approved')) return;
    await form.submit(
      () => answer(permit, approval(draft, gates)),
      () => windowErrors(draft),
    );
  };
  return (
    <form class="desk-form" noValidate onSubmit={(event) => void submit(event)}>
      <div class="desk-scroll stack">
        {props.children}
        {steps.includes('approved') && (
          <Terms draft={draft} gates={gates} form={form} change={(part) => setDraft({ ...draft, ...part })} />
        )}
        <ProblemNotice problem={form.problem} />
        {props.after}
      </div>
      <Steps permit={permit} steps={steps} busy={form.busy} />
    </form>
  );
}

type Gates = Permit['gates'];

function approval(draft: Draft, gates: Gates): Answer {
  const gate = gates.find((each) => each.name === draft.gate);
  const [from, until] = [fromLocalInput(draft.from), fromLocalInput(draft.until)];
  return {
    to: 'approved',
    ...conditionsOf(draft),
    ...(from !== null && { valid_from: from }),
    ...(until !== null && { valid_until: until }),
    ...(gate && { gate }),
  };
}

function windowErrors(draft: Draft): FieldErrors {
  const [from, until] = [fromLocalInput(draft.from), fromLocalInput(draft.until)];
  return {
    ...(from === null && { valid_from: t('field.required') }),
    ...(until === null && { valid_until: t('field.required') }),
    ...(from !== null && until !== null && until <= from && { valid_until: t('decision.order') }),
  };
}

function Terms(props: {
  draft: Draft;
  gates: Gates;
  form: FormState;
  change: (part: Partial<Draft>) => void;
}): JSX.Element {
  const { draft, gates, form, change } = props;
  return (
    <Panel title={t('decision.title')}>
      <div class="stack">
        <PeriodFields
          value={draft}
          change={change}
          form={form}
          labels={{ from: t('decision.from'), until: t('decision.until') }}
        />
        <ConditionFields value={draft} change={change} form={form} />
        {gates.length > 0 && (
          <Select
            name="gate"
            label={t('decision.gate')}
            value={draft.gate}
            options={[
              { value: '', label: t('decision.no_gate') },
              ...gates.map((gate) => ({ value: gate.name, label: gate.name })),
            ]}
            onChange={(gate) => change({ gate })}
          />
        )}
      </div>
    </Panel>
  );
}

function Steps(props: { permit: Permit; steps: readonly PermitState[]; busy: boolean }): JSX.Element | null {
  const { permit, steps } = props;
  const [asking, setAsking] = useState<'denied' | 'revoked' | 'conditions' | null>(null);
  if (steps.length === 0) return null;
  return (
    <footer class="desk-foot">
      {steps.includes('acknowledged') && (
        <Button onClick={() => void acknowledge(permit)} testId="acknowledge">
          {t('decision.acknowledge')}
        </Button>
      )}
      {steps.includes('denied') && (
        <Button kind="danger" onClick={() => setAsking('denied')} testId="deny">
          {t('decision.deny')}
        </Button>
      )}
      {permit.state === 'approved' && (
        <Button onClick={() => setAsking('conditions')} testId="change-conditions">
          {t('decision.change_conditions')}
        </Button>
      )}
      {steps.includes('revoked') && (
        <Button kind="danger" onClick={() => setAsking('revoked')} testId="revoke">
          {t('decision.revoke')}
        </Button>
      )}
      {steps.includes('approved') && (
        <Button kind="primary" type="submit" busy={props.busy} testId="approve">
          {t('decision.approve')}
        </Button>
      )}
      {asking === 'conditions' && <ConditionsDialog permit={permit} onClose={() => setAsking(null)} />}
      {(asking === 'denied' || asking === 'revoked') && (
        <Refusal permit={permit} to={asking} onClose={() => setAsking(null)} />
      )}
    </footer>
  );
}

function Refusal(props: { permit: Permit; to: 'denied' | 'revoked'; onClose: () => void }): JSX.Element {
  const { permit, to } = props;
  const key = to === 'denied' ? 'decision.deny' : 'decision.revoke';
  return (
    <ReasonDialog
      title={t(`${key}_title`, { number: permit.number })}
      confirm={t(key)}
      kind="danger"
      hint={t(`${key}_hint`)}
      send={(reason) => answer(permit, { to, reason })}
      onClose={props.onClose}
    />
  );
}
