import type { ComponentChildren, JSX } from 'preact';

export interface ButtonProps {
  children: ComponentChildren;
  kind?: 'primary' | 'plain' | 'danger' | 'quiet';
  type?: 'button' | 'submit';
  onClick?: (event: MouseEvent) => void;
  disabled?: boolean;
  /** Work is under way: the button says so and takes no second press. */
  busy?: boolean;
  wide?: boolean;
  /** A square button whose child is an icon; `label` is then its name. */
  icon?: boolean;
  label?: string;
  form?: string;
  autoFocus?: boolean;
  /** The id of what says more about it, such as why it is disabled. */
  describedBy?: string | undefined;
  /** For a button that keeps something open or on. */
  pressed?: boolean;
  /** Where journeys and tests find it. */
  testId?: string;
}

export function Button(props: ButtonProps): JSX.Element {
  return (
    <button
      type={props.type ?? 'button'}
      class="button"
      data-kind={props.kind ?? 'plain'}
      data-wide={props.wide ?? false}
      data-icon={props.icon ?? false}
      data-testid={props.testId}
      form={props.form}
      autoFocus={props.autoFocus}
      aria-label={props.label}
      title={props.icon ? props.label : undefined}
      aria-describedby={props.describedBy}
      aria-busy={props.busy ?? false}
      aria-pressed={props.pressed}
      disabled={(props.disabled ?? false) || (props.busy ?? false)}
      onClick={props.onClick}
    >
      {props.children}
    </button>
  );
}
