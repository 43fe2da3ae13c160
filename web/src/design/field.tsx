import type { ComponentChildren, JSX } from 'preact';
import { useId } from 'preact/hooks';
import { t } from '../i18n/index.ts';

interface Described {
  label: string;
  hint?: string | undefined;
  error?: string | undefined;
  optional?: boolean;
  hideLabel?: boolean;
}

interface Wiring {
  id: string;
  'aria-describedby': string | undefined;
  'aria-invalid': boolean;
}

/** Label, control, hint and error, tied together for readers of every kind. */
export function Labelled(props: Described & { children: (wiring: Wiring) => ComponentChildren }): JSX.Element {
  const id = useId();
  const described = [props.error && `${id}-error`, props.hint && `${id}-hint`].filter(Boolean).join(' ');
  return (
    <div class="field">
      <label class={props.hideLabel ? 'visually-hidden' : 'field-label'} for={id}>
        {props.label}
        {props.optional && <span class="field-hint"> · {t('field.optional')}</span>}
      </label>
      {props.children({ id, 'aria-describedby': described || undefined, 'aria-invalid': Boolean(props.error) })}
      {props.hint && !props.error && (
        <span class="field-hint" id={`${id}-hint`}>
          {props.hint}
        </span>
      )}
      {props.error && (
        <span class="field-error" id={`${id}-error`} role="alert">
          {props.error}
        </span>
      )}
    </div>
  );
}

export interface FieldProps extends Described {
  name: string;
  value: string;
  onInput: (value: string) => void;
  type?: 'text' | 'password' | 'tel' | 'number' | 'search' | 'date' | 'datetime-local' | 'email';
  placeholder?: string;
  autocomplete?: string;
  inputMode?: 'text' | 'numeric' | 'decimal' | 'tel';
  required?: boolean;
  rows?: number;
  autoFocus?: boolean;
  /** Where journeys and tests find the control. */
  testId?: string;
}

/** One line of text, or several when `rows` is given. */
export function Field(props: FieldProps): JSX.Element {
  return (
    <Labelled {...props}>
      {(wiring) => {
        const shared = {
          ...wiring,
          class: 'control',
          name: props.name,
          value: props.value,
          placeholder: props.placeholder,
          required: props.required,
          autoFocus: props.autoFocus,
          'data-testid': props.testId,
          onInput: (event: Event) => props.onInput((event.target as HTMLInputElement).value),
        };
        return props.rows ? (
          <textarea {...shared} rows={props.rows} />
        ) : (
          <input {...shared} type={(props.type ?? 'text') as 'text'} autocomplete={props.autocomplete} inputMode={props.inputMode} />
        );
      }}
    </Labelled>
  );
}

export interface Option {
  value: string;
  label: string;
}

export interface SelectProps extends Described {
  name: string;
  value: string;
  options: readonly Option[];
  disabled?: boolean;
  onChange: (value: string) => void;
}

export function Select(props: SelectProps): JSX.Element {
  return (
    <Labelled {...props}>
      {(wiring) => (
        <select
          {...wiring}
          class="control"
          name={props.name}
          value={props.value}
          disabled={props.disabled}
          onChange={(event) => props.onChange((event.target as HTMLSelectElement).value)}
        >
          {props.options.map((option) => (
            <option key={option.value} value={option.value}>
              {option.label}
            </option>
          ))}
        </select>
      )}
    </Labelled>
  );
}

/** Several (`multiple`) or one of a few choices, each a target of its own. */
export function Choices(props: {
  legend: string;
  /** What stands right above asks the same in larger letters: the legend is for those who do not see it. */
  asked?: boolean;
  name: string;
  options: readonly Option[];
  chosen: readonly string[];
  multiple?: boolean;
  hint?: string | undefined;
  error?: string | undefined;
  onChange: (chosen: string[]) => void;
}): JSX.Element {
  const id = useId();
  const toggle = (value: string, on: boolean): void => {
    if (!props.multiple) props.onChange([value]);
    else props.onChange(on ? [...props.chosen, value] : props.chosen.filter((other) => other !== value));
  };
  return (
    <fieldset class="choice-group" aria-describedby={props.error || props.hint ? id : undefined}>
      <legend class={props.asked ? 'visually-hidden' : 'field-label'}>
        {props.legend}
      </legend>
      <div class="choices">
        {props.options.map((option) => (
          <label class="choice" key={option.value}>
            <input
              type={props.multiple ? 'checkbox' : 'radio'}
              name={props.name}
              value={option.value}
              checked={props.chosen.includes(option.value)}
              onChange={(event) => toggle(option.value, (event.target as HTMLInputElement).checked)}
            />
            {option.label}
          </label>
        ))}
      </div>
      {props.error ? (
        <span class="field-error" id={id} role="alert">
          {props.error}
        </span>
      ) : (
        props.hint && (
          <span class="field-hint" id={id}>
            {props.hint}
          </span>
        )
      )}
    </fieldset>
  );
}
