import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { Zone } from '../../api/index.ts';
import { Button, Choices, Field, Panel, Select } from '../../design/index.ts';
import { PeriodFields, ProblemNotice, useForm, type FormState } from '../../forms/index.ts';
import { t, tCode } from '../../i18n/index.ts';
import { HAZARD_CLASSES } from '../../map/index.ts';
import { publish } from './actions.ts';
import { AreaField } from './area-field.tsx';
import { Effects } from './effects.tsx';
import { SideHead } from './request-detail.tsx';
import { RequirementFields } from './requirement-fields.tsx';
import { sinceMended } from './since-mended.ts';
import * as store from './store.ts';
import { ZoneParts } from './zone-parts.tsx';
import { draftErrors, draftOf, emptyDraft, withHazard, type Level, type ZoneDraft } from './zone-draft.ts';

interface PartProps {
  draft: ZoneDraft;
  form: FormState;
  change: (part: Partial<ZoneDraft>) => void;
}

/** A new zone, or the next version of one; the area is drawn on the map beside it. */
export function ZoneForm(props: { base: Zone | null }): JSX.Element {
  const { base } = props;
  const first = store.ownAuthorities.value[0]?.id ?? '';
  const [draft, setDraft] = useState<ZoneDraft>(() => (base === null ? emptyDraft(first) : draftOf(base)));
  const own = draftErrors(draft);
  const form = sinceMended(useForm(), own);
  const change = (part: Partial<ZoneDraft>): void => setDraft({ ...draft, ...part });
  const part = { draft, form, change };
  const submit = async (event: Event): Promise<void> => {
    event.preventDefault();
    const geometry = store.area.value;
    await form.submit(
      async () => geometry && publish(draft, geometry, base),
      () => ({ ...own, ...(geometry === null && { geometry: t('zone_form.area_missing') }) }),
    );
  };
  return (
    <form class="desk-detail" noValidate onSubmit={(event) => void submit(event)} data-testid="zone-form">
      <SideHead title={base === null ? t('zones.new') : t('zones.new_version_of', { name: base.name })} />
      <div class="desk-scroll stack">
        <ProblemNotice problem={form.problem} />
        <Field
          name="name"
          label={t('zone_form.name')}
          value={draft.name}
          onInput={(name) => change({ name })}
          error={form.errorOf('name')}
          testId="zone-name"
          autoFocus
        />
        <AreaField error={form.errorOf('geometry')} />
        <Effects draft={draft} zoneId={base?.id ?? null} />
        {base === null && <Kind draft={draft} form={form} change={change} set={setDraft} />}
        <Choices
          legend={t('zone_form.level')}
          name="level"
          chosen={[String(draft.level)]}
          options={[1, 2, 3].map((level) => ({ value: String(level), label: t('zone.level', { n: level }) }))}
          onChange={([level]) => change({ level: Number(level) as Level })}
        />
        <PeriodFields
          value={draft}
          change={change}
          form={form}
          labels={{ from: t('zone_form.from'), until: t('zone_form.until') }}
          hints={{ from: t('zone_form.from_hint'), until: t('zones.open_ended') }}
        />
        <RequirementFields {...part} />
        <ZoneParts form={form} />
        <Places {...part} />
      </div>
      <footer class="desk-foot">
        <Button onClick={store.closeForm}>{t('action.cancel')}</Button>
        <Button kind="primary" type="submit" busy={form.busy} testId="publish-zone">
          {t('zone_form.publish')}
        </Button>
      </footer>
    </form>
  );
}

function Kind(props: PartProps & { set: (draft: ZoneDraft) => void }): JSX.Element {
  const { draft, change } = props;
  const authorities = store.ownAuthorities.value;
  return (
    <div class="desk-pair">
      <Select
        name="hazard_class"
        label={t('zone_form.hazard')}
        value={draft.hazard}
        options={HAZARD_CLASSES.map((value) => ({ value, label: tCode('hazard', value) }))}
        onChange={(hazard) => props.set(withHazard(draft, hazard))}
      />
      <Select
        name="authority_id"
        label={t('zone_form.authority')}
        value={draft.authorityId}
        options={authorities.map((authority) => ({ value: authority.id, label: authority.name }))}
        onChange={(authorityId) => change({ authorityId })}
        error={props.form.errorOf('authority_id')}
      />
    </div>
  );
}

function Places({ draft, form, change }: PartProps): JSX.Element {
  return (
    <Panel>
      <div class="stack">
        <Field
          name="legal"
          label={t('zone_form.legal')}
          value={draft.legal}
          onInput={(legal) => change({ legal })}
          error={form.errorOf('legal_instrument')}
          optional
        />
        <Field
          name="doffing"
          label={t('zone_form.doffing')}
          value={draft.doffing}
          onInput={(doffing) => change({ doffing })}
          error={form.errorOf('doffing_point')}
          optional
        />
        <Field
          name="gates"
          label={t('zone_form.gates')}
          hint={t('zone_form.gates_hint')}
          rows={2}
          value={draft.gates}
          onInput={(gates) => change({ gates })}
          error={form.errorOf('gates')}
          optional
        />
      </div>
    </Panel>
  );
}
