import type { JSX } from 'preact';
import { Field } from '../design/index.ts';
import type { FormState } from './form.ts';

/** Begin and end, each as `<input type="datetime-local">` has it. */
export interface Period {
  readonly from: string;
  readonly until: string;
}

/** What the service calls the two; its errors come under these names. */
const NAMES: Period = { from: 'valid_from', until: 'valid_until' };

/** From when until when: side by side only where both can be read. */
export function PeriodFields(props: {
  value: Period;
  change: (part: Partial<Period>) => void;
  form: FormState;
  labels: Period;
  hints?: Period;
  names?: Period;
}): JSX.Element {
  const { value, change, form, labels, hints, names = NAMES } = props;
  const moment = (end: keyof Period): JSX.Element => (
    <Field
      name={names[end]}
      type="datetime-local"
      label={labels[end]}
      hint={hints?.[end]}
      value={value[end]}
      onInput={(text) => change({ [end]: text })}
      error={form.errorOf(names[end])}
    />
  );
  return (
    <div class="period-fields">
      {moment('from')}
      {moment('until')}
    </div>
  );
}
