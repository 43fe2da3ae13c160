import type { JSX } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { Button, Choices, Field, Icon, Select } from '../../design/index.ts';
import {
  fromLocalInput,
  PeriodFields,
  ProblemNotice,
  useForm,
  type FieldErrors,
  type FormState,
  type Period,
} from '../../forms/index.ts';
import { t } from '../../i18n/index.ts';
import { now } from '../../live/index.ts';
import type { ShapeKind } from '../../map/index.ts';
import { SHAPE_KINDS } from './closure-shape.ts';
import * as closures from './closure-store.ts';
import { planUnits, unitId } from './plan-store.ts';

interface Draft extends Period {
  readonly unitId: string;
  readonly reason: string;
}

/** Close a road: where, drawn on the map or typed, why, and until when. */
export function ClosureForm(): JSX.Element {
  const [draft, setDraft] = useState<Draft>({ unitId: unitId.value ?? '', reason: '', from: '', until: '' });
  const [once] = useState(() => crypto.randomUUID());
  const form = useForm();
  const element = useRef<HTMLFormElement>(null);
  useEffect(() => element.current?.querySelector<HTMLElement>('input:checked')?.focus(), []);
  const change = (part: Partial<Draft>): void => setDraft({ ...draft, ...part });
  const submit = async (event: Event): Promise<void> => {
    event.preventDefault();
    await form.submit(() => send(draft, once), () => errorsOf(draft));
  };
  return (
    <form class="roads" ref={element} noValidate onSubmit={(event) => void submit(event)} data-testid="closure-form">
      <header class="detail-head">
        <h2>{t('closure.new')}</h2>
        <Button icon kind="quiet" label={t('action.close')} onClick={closures.back}>
          <Icon name="close" />
        </Button>
      </header>
      <div class="detail-scroll stack">
        <ProblemNotice problem={form.problem} />
        <Place form={form} />
        <Field
          name="reason"
          label={t('field.reason')}
          hint={t('closure.reason_hint')}
          value={draft.reason}
          onInput={(reason) => change({ reason })}
          error={form.errorOf('reason')}
        />
        <PeriodFields
          value={draft}
          change={change}
          form={form}
          labels={{ from: t('closure.valid_from'), until: t('closure.valid_until') }}
          hints={{ from: t('closure.valid_from_hint'), until: t('closure.valid_until_hint') }}
        />
        {planUnits.value.length > 1 && (
          <Select
            name="unit_id"
            label={t('plan.unit')}
            value={draft.unitId}
            options={planUnits.value.map((unit) => ({ value: unit.id, label: unit.code }))}
            onChange={(unitId) => change({ unitId })}
            error={form.errorOf('unit_id')}
          />
        )}
      </div>
      <footer class="detail-foot">
        <Button onClick={closures.back}>{t('action.cancel')}</Button>
        <Button kind="primary" type="submit" busy={form.busy} testId="closure-submit">
          {t('closure.submit')}
        </Button>
      </footer>
    </form>
  );
}

/** What is drawn stands in the field as text, and what is typed goes onto the map. */
function Place(props: { form: FormState }): JSX.Element {
  const read = closures.place.value;
  const fault = 'fault' in read ? read.fault : null;
  return (
    <>
      <Choices
        legend={t('closure.what')}
        name="closure_kind"
        chosen={[closures.kind.value]}
        options={SHAPE_KINDS.map((value) => ({ value, label: t(`closure.kind.${value}`) }))}
        onChange={([value]) => (closures.kind.value = value as ShapeKind)}
      />
      <Field
        name="closure_points"
        label={t('closure.points')}
        hint={t('closure.points_hint')}
        rows={closures.kind.value === 'Point' ? 1 : 3}
        value={closures.placeText.value}
        onInput={(text) => (closures.placeText.value = text)}
        error={fault ?? ('fault' in read ? props.form.errorOf('geometry') : undefined)}
      />
    </>
  );
}

function errorsOf(draft: Draft): FieldErrors {
  const read = closures.place.value;
  const until = fromLocalInput(draft.until);
  const begins = Math.max(Date.parse(fromLocalInput(draft.from) ?? '') || 0, now.value);
  return {
    ...('fault' in read && { geometry: read.fault ?? t('field.required') }),
    ...(draft.reason.trim() === '' && { reason: t('field.required') }),
    ...(until !== null && Date.parse(until) <= begins && { valid_until: t('closure.until_order') }),
  };
}

async function send(draft: Draft, once: string): Promise<void> {
  const read = closures.place.value;
  if (!('shape' in read)) return;
  const period = { valid_from: fromLocalInput(draft.from), valid_until: fromLocalInput(draft.until) };
  const body = { unit_id: draft.unitId, geometry: read.shape, reason: draft.reason.trim(), ...period };
  await closures.closeRoad(body, once);
}
