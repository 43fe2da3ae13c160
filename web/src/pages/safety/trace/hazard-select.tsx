import type { JSX } from 'preact';
import { Select } from '../../../design/index.ts';
import { t } from '../../../i18n/index.ts';

export const HAZARDS = [
  'infectious_human',
  'animal_disease',
  'chemical',
  'radiation',
  'flood',
  'fire',
  'security',
  'electrical',
  'other',
] as const;

export function HazardSelect(props: { value: string; onChange: (value: string) => void; none?: string }): JSX.Element {
  const known = HAZARDS.map((each) => ({ value: each as string, label: t(`hazard.${each}`) }));
  return (
    <Select
      name="hazard_class"
      label={props.none === undefined ? t('trace.hazard') : t('standdown.open_in')}
      value={props.value}
      options={props.none === undefined ? known : [{ value: '', label: props.none }, ...known]}
      onChange={props.onChange}
    />
  );
}
