import type { JSX } from 'preact';
import { Choices, Field, Panel, Select } from '../../design/index.ts';
import type { ZoneRequirements } from '../../api/index.ts';
import type { FormState } from '../../forms/index.ts';
import { t, tCode } from '../../i18n/index.ts';
import {
  DISINFECTION_PROFILES,
  ENTRY_TEMPLATES,
  EXIT_TEMPLATES,
  PPE_PROFILES,
} from './hazard-defaults.ts';
import type { ZoneDraft } from './zone-draft.ts';

interface Props {
  draft: ZoneDraft;
  form: FormState;
  change: (part: Partial<ZoneDraft>) => void;
}

/** What the zone asks of those who enter; the hazard class filled it in. */
export function RequirementFields(props: Props): JSX.Element {
  const { draft } = props;
  const needs = draft.requirements;
  const set = (part: Partial<ZoneRequirements>): void => props.change({ requirements: { ...needs, ...part } });
  const asks = [...(needs.permit_needed ? ['permit'] : []), ...(needs.live_line_preferred ? ['live_line'] : [])];
  return (
    <Panel title={t('zones.requirements')}>
      <div class="stack">
        <Choices
          legend={t('zone_form.asks')}
          name="asks"
          multiple
          chosen={asks}
          options={[
            { value: 'permit', label: t('need.permit') },
            { value: 'live_line', label: t('zone_form.live_line') },
          ]}
          onChange={(chosen) =>
            set({ permit_needed: chosen.includes('permit'), live_line_preferred: chosen.includes('live_line') })
          }
        />
        <Select
          name="ppe_profile"
          label={t('need.ppe')}
          value={needs.ppe_profile ?? ''}
          options={codes(PPE_PROFILES, needs.ppe_profile)}
          onChange={(value) => set({ ppe_profile: value || null })}
        />
        <Choices
          legend={t('need.entry')}
          name="entry_templates"
          multiple
          chosen={needs.entry_templates}
          options={options(ENTRY_TEMPLATES, needs.entry_templates)}
          onChange={(entry_templates) => set({ entry_templates })}
        />
        <Choices
          legend={t('need.exit')}
          name="exit_templates"
          multiple
          chosen={needs.exit_templates}
          options={options(EXIT_TEMPLATES, needs.exit_templates)}
          onChange={(exit_templates) => set({ exit_templates })}
        />
        <Select
          name="disinfection_profile"
          label={t('need.disinfection')}
          value={needs.disinfection_profile ?? ''}
          options={codes(DISINFECTION_PROFILES, needs.disinfection_profile)}
          onChange={(value) => set({ disinfection_profile: value || null })}
        />
        <Limits {...props} />
        <Field
          name="checkin_minutes"
          inputMode="numeric"
          label={t('zone_form.checkin')}
          hint={t('zone_form.checkin_hint')}
          value={draft.checkinMinutes}
          onInput={(checkinMinutes) => props.change({ checkinMinutes })}
          error={props.form.errorOf('checkin_minutes')}
          optional
        />
      </div>
    </Panel>
  );
}

function Limits({ draft, form, change }: Props): JSX.Element {
  return (
    <div class="desk-triple">
      <Field
        name="max_people"
        inputMode="numeric"
        label={t('zone_form.people')}
        value={draft.maxPeople}
        onInput={(maxPeople) => change({ maxPeople })}
        error={form.errorOf('max_people')}
      />
      <Field
        name="max_minutes"
        inputMode="numeric"
        label={t('zone_form.minutes')}
        value={draft.maxMinutes}
        onInput={(maxMinutes) => change({ maxMinutes })}
        error={form.errorOf('max_minutes')}
      />
      <Field
        name="hold_after_exit_minutes"
        inputMode="numeric"
        label={t('zone_form.hold')}
        value={draft.holdMinutes}
        onInput={(holdMinutes) => change({ holdMinutes })}
        error={form.errorOf('hold_after_exit_minutes')}
      />
    </div>
  );
}

/** The known codes with their names, and any that this zone has besides. */
function options(known: readonly string[], chosen: readonly string[]) {
  const all = [...known, ...chosen.filter((code) => !known.includes(code))];
  return all.map((value) => ({ value, label: tCode('profile', value) }));
}

function codes(known: readonly string[], chosen: string | null) {
  return [{ value: '', label: t('none') }, ...options(known, chosen === null ? [] : [chosen])];
}
