import type { JSX } from 'preact';
import { Field } from '../../design/index.ts';
import type { FormState } from '../../forms/index.ts';
import { t } from '../../i18n/index.ts';
import { conditionLines } from './requests.ts';

/** What must hold before the crew goes in and at its way out, as written: one condition a line. */
export interface ConditionTexts {
  readonly entry: string;
  readonly exit: string;
}

interface Terms {
  readonly conditions: readonly string[];
  readonly exit_conditions: readonly string[];
}

export const NO_CONDITIONS: ConditionTexts = { entry: '', exit: '' };

export function conditionTexts(terms: Terms): ConditionTexts {
  return { entry: terms.conditions.join('\n'), exit: terms.exit_conditions.join('\n') };
}

export function conditionsOf(texts: ConditionTexts): { conditions: string[]; exit_conditions: string[] } {
  return { conditions: conditionLines(texts.entry), exit_conditions: conditionLines(texts.exit) };
}

export function ConditionFields(props: {
  value: ConditionTexts;
  change: (part: Partial<ConditionTexts>) => void;
  form: FormState;
  autoFocus?: boolean;
}): JSX.Element {
  const { value, change, form } = props;
  return (
    <>
      <Field
        name="conditions"
        label={t('permit.conditions')}
        hint={t('decision.entry_hint')}
        rows={3}
        optional
        autoFocus={props.autoFocus ?? false}
        value={value.entry}
        onInput={(entry) => change({ entry })}
        error={form.errorOf('conditions')}
        testId="condition"
      />
      <Field
        name="exit_conditions"
        label={t('permit.exit_conditions')}
        hint={t('decision.exit_hint')}
        rows={2}
        optional
        value={value.exit}
        onInput={(exit) => change({ exit })}
        error={form.errorOf('exit_conditions')}
        testId="exit-condition"
      />
    </>
  );
}
