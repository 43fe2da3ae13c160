import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { WORK_TYPES, type IsolationOrder } from '../../api/index.ts';
import { Button, Choices, Field, Panel, Select } from '../../design/index.ts';
import { PeriodFields, ProblemNotice, useForm, type FormState } from '../../forms/index.ts';
import { t, tCode } from '../../i18n/index.ts';
import { levelName } from '../../orders/index.ts';
import { AreaField } from './area-field.tsx';
import {
  emptyOrder,
  orderBody,
  orderChange,
  orderDraftOf,
  orderErrors,
  withLevel,
  type OrderDraft,
  type OrderPart,
} from './order-draft.ts';
import { OrderEffects } from './order-effects.tsx';
import * as store from './order-store.ts';
import { SideHead } from './request-detail.tsx';
import { sinceMended } from './since-mended.ts';
import { UnitsField } from './units-field.tsx';
import * as desk from './store.ts';

interface PartProps {
  draft: OrderDraft;
  form: FormState;
  change: (part: Partial<OrderDraft>) => void;
}

/** A new order, or what one says from now on; beside it what that would do, before anything is published. */
export function OrderForm(props: { base: IsolationOrder | null }): JSX.Element {
  const { base } = props;
  const [draft, setDraft] = useState(() => (base === null ? emptyOrder(levels()) : orderDraftOf(base)));
  const area = desk.area.value;
  const own = orderErrors(draft, area, base !== null);
  const form = sinceMended(useForm(), own);
  const change = (part: Partial<OrderDraft>): void => setDraft({ ...draft, ...part });
  const part = { draft, form, change };
  const submit = async (event: Event): Promise<void> => {
    event.preventDefault();
    await form.submit(() => send(draft, base), () => own);
  };
  const title = base === null ? t('orders.new') : t('orders.change_title', { name: base.name });
  return (
    <form class="desk-detail" noValidate onSubmit={(event) => void submit(event)} data-testid="order-form">
      <SideHead title={title} onClose={store.closeSide} />
      <div class="desk-scroll stack">
        <ProblemNotice problem={form.problem} />
        <Names {...part} />
        <Select
          name="level"
          label={t('orders.level')}
          value={draft.level}
          options={levels()
            .filter((level) => level.active || level.code === draft.level)
            .map(({ code }) => ({ value: code, label: levelName(levels(), code) }))}
          hint={levels().find(({ code }) => code === draft.level)?.hse_must_confirm ? t('orders.level_confirm') : undefined}
          onChange={(code) => setDraft(withLevel(draft, code, levels()))}
          error={form.errorOf('level')}
        />
        <Where {...part} />
        <Effects draft={draft} base={base} />
        <Choices
          legend={t('orders.allowed')}
          name="allowed"
          multiple
          chosen={draft.allowed}
          options={WORK_TYPES.map((value) => ({ value, label: tCode('work', value) }))}
          onChange={(allowed) => change({ allowed })}
        />
        <Period {...part} base={base} />
        {base !== null && (
          <Field
            name="reason"
            label={t('field.reason')}
            rows={2}
            value={draft.reason}
            onInput={(reason) => change({ reason })}
            error={form.errorOf('reason')}
          />
        )}
      </div>
      <footer class="desk-foot">
        <Button onClick={store.closeForm}>{t('action.cancel')}</Button>
        <Button kind="primary" type="submit" busy={form.busy} testId="publish-order">
          {t(base === null ? 'orders.publish' : 'orders.change_save')}
        </Button>
      </footer>
    </form>
  );
}

const levels = () => store.levels.data.value ?? [];

async function send(draft: OrderDraft, base: IsolationOrder | null): Promise<void> {
  if (base === null) {
    const body = orderBody(draft, desk.area.peek(), new Date());
    if (body !== null) await store.publish(body);
    return;
  }
  const changes = orderChange(base, draft, desk.area.peek());
  if (changes === null) store.closeForm();
  else await store.change(base, changes);
}

function Names({ draft, form, change }: PartProps): JSX.Element {
  return (
    <>
      <Field
        name="name"
        label={t('orders.name')}
        value={draft.name}
        onInput={(name) => change({ name })}
        error={form.errorOf('name')}
        testId="order-name"
        autoFocus
      />
      <Field
        name="legal_reference"
        label={t('orders.legal')}
        value={draft.legal}
        onInput={(legal) => change({ legal })}
        error={form.errorOf('legal_reference')}
      />
    </>
  );
}

/** Over an area that is drawn or pasted, over units with all below them, or over both. */
function Where(props: PartProps): JSX.Element {
  const { draft, form, change } = props;
  const choose = (chosen: string[]): void => {
    const over = PARTS.filter((part) => chosen.includes(part));
    store.over.value = over;
    change({ over });
  };
  return (
    <>
      <Choices
        legend={t('orders.over')}
        name="over"
        multiple
        chosen={draft.over}
        options={PARTS.map((value) => ({ value, label: t(`orders.over_${value}`) }))}
        error={form.errorOf('over')}
        onChange={choose}
      />
      {draft.over.includes('area') && <AreaField error={form.errorOf('area')} />}
      {draft.over.includes('units') && (
        <UnitsField
          units={store.units.data.value ?? []}
          chosen={draft.unitIds}
          error={form.errorOf('unit_ids')}
          onChange={(unitIds) => change({ unitIds })}
        />
      )}
    </>
  );
}

const PARTS = ['area', 'units'] as const satisfies readonly OrderPart[];

/** A start that has passed is not set anew. */
function Period(props: PartProps & { base: IsolationOrder | null }): JSX.Element {
  const { draft, form, change } = props;
  if (props.base === null) {
    return (
      <PeriodFields
        value={draft}
        change={change}
        form={form}
        labels={{ from: t('zone_form.from'), until: t('zone_form.until') }}
        hints={{ from: t('zone_form.from_hint'), until: t('zones.open_ended') }}
      />
    );
  }
  return (
    <Field
      name="valid_until"
      type="datetime-local"
      label={t('zone_form.until')}
      hint={t('zones.open_ended')}
      value={draft.until}
      onInput={(until) => change({ until })}
      error={form.errorOf('valid_until')}
    />
  );
}

function Effects(props: { draft: OrderDraft; base: IsolationOrder | null }): JSX.Element | null {
  const { draft, base } = props;
  const area = desk.area.value;
  if (base === null) {
    const body = orderBody(draft, area, new Date());
    if (body === null) return null;
    const { name: _name, legal_reference: _legal, valid_from: _from, ...rest } = body;
    const about = JSON.stringify([rest, draft.from]);
    return <OrderEffects title={t('order_effects.title')} about={about} ask={() => store.preview(body)} />;
  }
  const changes = orderChange(base, draft, area);
  if (changes === null) {
    return (
      <Panel title={t('order_effects.title')}>
        <p class="muted">{t('orders.nothing_changed')}</p>
      </Panel>
    );
  }
  const { reason: _reason, ...said } = changes;
  return (
    <OrderEffects
      title={t('order_effects.title')}
      about={JSON.stringify(said)}
      ask={() => store.previewStep(base.id, { change: changes, end: false })}
    />
  );
}
