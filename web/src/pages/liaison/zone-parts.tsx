import type { JSX } from 'preact';
import { Button, Field, Panel, Select } from '../../design/index.ts';
import type { FormState } from '../../forms/index.ts';
import { t, tCode } from '../../i18n/index.ts';
import { PPE_PROFILES } from './hazard-defaults.ts';
import * as store from './store.ts';
import { PART_KINDS, type PartDraft } from './zone-draft.ts';

/** Hot, warm and cold parts within the zone; each is drawn on the map while its button is pressed. */
export function ZoneParts(props: { form: FormState }): JSX.Element {
  return (
    <Panel title={t('zone_parts.title')} testId="zone-parts">
      <div class="stack">
        <p class="muted small">{t('zone_parts.hint')}</p>
        {store.parts.value.map((part, at) => (
          <Part key={at} part={part} at={at} error={(field) => props.form.errorOf(`parts[${at}].${field}`)} />
        ))}
        <div>
          <Button onClick={store.addPart} disabled={store.area.value === null} testId="add-part">
            {t('zone_parts.add')}
          </Button>
        </div>
      </div>
    </Panel>
  );
}

function Part(props: { part: PartDraft; at: number; error: (field: string) => string | undefined }): JSX.Element {
  const { part, at } = props;
  const set = (changed: Partial<PartDraft>): void => store.changePart(at, changed);
  const drawing = store.target.value === at;
  const missing = part.geometry === null ? t('zone_parts.no_area') : undefined;
  return (
    <fieldset class="stack zone-part" data-kind={part.kind} data-testid="zone-part">
      <legend class="visually-hidden">{t('zone_parts.one', { n: at + 1 })}</legend>
      <div class="desk-pair">
        <Select
          name={`part-kind-${at}`}
          label={t('zone_parts.kind')}
          value={part.kind}
          options={PART_KINDS.map((value) => ({ value, label: t(`zone_parts.${value}`) }))}
          onChange={(kind) => set({ kind: kind as PartDraft['kind'] })}
        />
        <Field
          name={`part-minutes-${at}`}
          label={t('zone_form.minutes')}
          inputMode="numeric"
          value={part.minutes}
          onInput={(minutes) => set({ minutes })}
          error={props.error('max_minutes')}
          optional
        />
      </div>
      <Select
        name={`part-ppe-${at}`}
        label={t('need.ppe')}
        value={part.ppe}
        options={[
          { value: '', label: t('zone_parts.as_zone') },
          ...PPE_PROFILES.map((value) => ({ value, label: tCode('profile', value) })),
        ]}
        onChange={(ppe) => set({ ppe })}
      />
      <div class="cluster">
        <Button
          pressed={drawing}
          onClick={() => store.drawFor(drawing ? 'zone' : at)}
          testId="draw-part"
        >
          {drawing ? t('zone_parts.drawn') : t('zone_parts.draw')}
        </Button>
        <Button onClick={() => store.removePart(at)}>{t('zone_parts.remove')}</Button>
      </div>
      {(props.error('geometry') ?? missing) && (
        <span class="field-error" role="alert">
          {props.error('geometry') ?? missing}
        </span>
      )}
    </fieldset>
  );
}
