import type { JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { Field } from '../../design/index.ts';
import { t } from '../../i18n/index.ts';
import { readArea } from './area.ts';
import * as store from './store.ts';

/** The area as GeoJSON text: follows what is drawn, and what is pasted goes onto the map. */
export function AreaField(props: { error: string | undefined }): JSX.Element {
  const geometry = store.area.value;
  const [text, setText] = useState('');
  const [typed, setTyped] = useState<unknown>(null);
  useEffect(() => {
    // What was just typed stays as it was typed.
    if (geometry !== typed) setText(geometry === null ? '' : JSON.stringify(geometry));
  }, [geometry]);
  const type = (next: string): void => {
    const read = readArea(next);
    const found = 'geometry' in read ? read.geometry : null;
    setText(next);
    setTyped(found);
    store.area.value = found;
  };
  const read = readArea(text);
  const fault = 'fault' in read && read.fault !== 'missing' ? t(`zone_form.area_${read.fault}`) : undefined;
  return (
    <Field
      name="geojson"
      label={t('zone_form.geojson')}
      hint={t('zone_form.geojson_hint')}
      rows={3}
      value={text}
      onInput={type}
      error={fault ?? (geometry === null ? props.error : undefined)}
      testId="zone-geojson"
    />
  );
}
