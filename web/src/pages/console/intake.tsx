import type { JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { ask, ASSET_KINDS, LIFE_HAZARDS, SITE_KINDS, WORK_TYPES } from '../../api/index.ts';
import { Button, Choices, Field, Icon, Select, toast } from '../../design/index.ts';
import { formatCoordinates, parseCoordinates, ProblemNotice, useForm, type FieldErrors } from '../../forms/index.ts';
import { t, tCode } from '../../i18n/index.ts';
import { joinAsTicked } from './incident-actions.ts';
import { JudgementPreview } from './judgement.tsx';
import * as store from './store.ts';

interface Draft {
  position: string;
  accuracy: string;
  workType: string;
  hazards: string[];
  site: string;
  asset: string;
  pole: string;
  meter: string;
  customers: string;
  address: string;
  description: string;
  reporter: string;
  phone: string;
}

const BLANK: Draft = {
  position: '',
  accuracy: '30',
  workType: 'fault_repair',
  hazards: [],
  site: '',
  asset: '',
  pole: '',
  meter: '',
  customers: '1',
  address: '',
  description: '',
  reporter: '',
  phone: '',
};

/** Take a report while the caller is on the line: place first, judged as it is typed. */
export function Intake(): JSX.Element {
  const [draft, setDraft] = useState(BLANK);
  const form = useForm();
  const change = (part: Partial<Draft>): void => setDraft((before) => ({ ...before, ...part }));
  const clicked = store.picked.value?.place;
  const read = parseCoordinates(draft.position);
  const accuracyM = Math.max(0, Number(draft.accuracy) || 0);

  // A click on the map fills the field; what is typed moves the mark.
  useEffect(() => {
    if (clicked) change({ position: formatCoordinates(clicked) });
  }, [clicked]);
  const typePosition = (position: string): void => {
    change({ position });
    form.clear();
    const typed = parseCoordinates(position);
    store.picked.value = typed.kind === 'ok' ? { place: typed.place, accuracyM } : null;
  };
  useEffect(() => {
    if (store.picked.value) store.picked.value = { ...store.picked.value, accuracyM };
  }, [accuracyM]);

  const submit = async (event: Event): Promise<void> => {
    event.preventDefault();
    await form.submit(
      () => create(draft, accuracyM),
      () => positionErrors(draft.position),
    );
  };
  const question =
    read.kind === 'ok' ? { place: read.place, accuracyM, workType: draft.workType, hazards: draft.hazards } : null;

  return (
    <form class="intake" noValidate onSubmit={(event) => void submit(event)} data-testid="intake">
      <header class="detail-head">
        <h2>{t('intake.title')}</h2>
        <Button icon kind="quiet" label={t('action.close')} onClick={store.closeIntake}>
          <Icon name="close" />
        </Button>
      </header>
      <div class="detail-scroll stack">
        <ProblemNotice problem={form.problem} />
        <div class="intake-pair intake-wide-first">
          <Field
            name="position"
            label={t('intake.position')}
            hint={t('intake.position_hint')}
            value={draft.position}
            onInput={typePosition}
            error={form.errorOf('place')}
            autoFocus
          />
          <Field
            name="accuracy"
            label={t('ticket.accuracy')}
            inputMode="numeric"
            value={draft.accuracy}
            onInput={(accuracy) => change({ accuracy })}
            error={form.errorOf('accuracy_m')}
          />
        </div>
        <Select
          name="work_type"
          label={t('ticket.work_type')}
          value={draft.workType}
          options={WORK_TYPES.map((value) => ({ value, label: tCode('work', value) }))}
          onChange={(workType) => change({ workType })}
        />
        <JudgementPreview question={question} />
        <Choices
          legend={t('ticket.hazards')}
          name="hazards"
          multiple
          chosen={draft.hazards}
          options={LIFE_HAZARDS.map((value) => ({ value, label: tCode('hazard_life', value) }))}
          onChange={(hazards) => change({ hazards })}
        />
        <Urgency draft={draft} change={change} />
        <Field
          name="address"
          label={t('ticket.address')}
          value={draft.address}
          onInput={(address) => change({ address })}
          error={form.errorOf('address')}
          optional
        />
        <div class="intake-pair">
          <Field
            name="customers"
            label={t('ticket.customers')}
            inputMode="numeric"
            value={draft.customers}
            onInput={(customers) => change({ customers })}
            error={form.errorOf('customers_affected')}
          />
          <Field
            name="phone"
            type="tel"
            label={t('ticket.phone')}
            value={draft.phone}
            onInput={(phone) => change({ phone })}
            error={form.errorOf('reporter_phone')}
            optional
          />
        </div>
        <Field
          name="reporter"
          label={t('ticket.reporter')}
          value={draft.reporter}
          onInput={(reporter) => change({ reporter })}
          optional
        />
        <div class="intake-pair">
          <Field name="pole" label={t('intake.pole')} value={draft.pole} onInput={(pole) => change({ pole })} optional />
          <Field
            name="meter"
            label={t('intake.meter')}
            value={draft.meter}
            onInput={(meter) => change({ meter })}
            optional
          />
        </div>
        <Field
          name="description"
          label={t('ticket.description')}
          rows={2}
          value={draft.description}
          onInput={(description) => change({ description })}
          optional
        />
      </div>
      <footer class="detail-foot">
        <Button onClick={store.closeIntake}>{t('action.cancel')}</Button>
        <Button kind="primary" type="submit" busy={form.busy} testId="create-ticket">
          {t('intake.submit')}
        </Button>
      </footer>
    </form>
  );
}

/** Where it is and what failed decide how urgent it is. */
function Urgency(props: { draft: Draft; change: (part: Partial<Draft>) => void }): JSX.Element {
  const { draft, change } = props;
  return (
    <div class="intake-pair">
      <Select
        name="site_kind"
        label={t('intake.site')}
        value={draft.site}
        options={choices('site', SITE_KINDS)}
        onChange={(site) => change({ site })}
      />
      <Select
        name="asset_kind"
        label={t('intake.asset_kind')}
        value={draft.asset}
        options={choices('asset', ASSET_KINDS)}
        onChange={(asset) => change({ asset })}
      />
    </div>
  );
}

function choices(group: 'site' | 'asset', codes: readonly string[]) {
  return [{ value: '', label: t(`${group}.none`) }, ...codes.map((value) => ({ value, label: tCode(group, value) }))];
}

function positionErrors(position: string): FieldErrors {
  const read = parseCoordinates(position);
  switch (read.kind) {
    case 'ok':
      return {};
    case 'empty':
      return { place: t('intake.position_missing') };
    case 'swapped':
      return { place: t('intake.position_swapped', { suggestion: read.suggestion }) };
    case 'bad':
      return { place: t('intake.position_bad') };
  }
}

async function create(draft: Draft, accuracyM: number): Promise<void> {
  const read = parseCoordinates(draft.position);
  if (read.kind !== 'ok') return;
  const ticket = await ask(
    store.api.POST('/api/v1/tickets', {
      body: {
        work_type: draft.workType,
        place: { type: 'Point', coordinates: [...read.place] },
        accuracy_m: accuracyM,
        hazards: draft.hazards,
        customers_affected: Math.max(0, Math.round(Number(draft.customers) || 0)),
        ...(draft.address && { address: draft.address }),
        ...(draft.description && { description: draft.description }),
        ...(draft.reporter && { reporter_name: draft.reporter }),
        ...(draft.phone && { reporter_phone: draft.phone }),
        ...(draft.site && { site_kind: draft.site }),
        ...(draft.asset && { asset_kind: draft.asset }),
        ...(draft.pole && { pole_no: draft.pole }),
        ...(draft.meter && { meter_no: draft.meter }),
      },
    }),
  );
  toast('ok', t('intake.created', { number: ticket.number }));
  await joinAsTicked(ticket.id);
  store.closeIntake();
  await store.tickets.reload();
  store.openTicket(ticket.id, ticket.state);
}
