import type { JSX } from 'preact';
import { Field } from '../../design/index.ts';
import { t } from '../../i18n/index.ts';
import { readArea } from './area.ts';
import * as store from './store.ts';

/** The area as GeoJSON text: follows what is drawn, and what is pasted goes onto the map. */
export function AreaField(props: { error: string | undefined }): JSX.Element {
  const text = store.areaText.value;
  const read = readArea(text);
  const fault = 'fault' in read && read.fault !== 'missing' ? t(`zone_form.area_${read.fault}`) : undefined;
  return (
    <Field
      name="geojson"
      label={t('zone_form.geojson')}
      hint={t('zone_form.geojson_hint')}
      rows={3}
      value={text}
      onInput={store.typeArea}
      error={fault ?? (store.area.value === null ? props.error : undefined)}
      testId="zone-geojson"
    />
  );
}
