import type { JSX } from 'preact';

/** Yes or no, as a box with its words beside it. */
export function Tick(props: {
  name: string;
  label: string;
  checked: boolean;
  disabled?: boolean;
  error?: string | undefined;
  onChange: (checked: boolean) => void;
}): JSX.Element {
  return (
    <div>
      <label class="tick">
        <input
          type="checkbox"
          name={props.name}
          checked={props.checked}
          disabled={props.disabled ?? false}
          aria-invalid={Boolean(props.error)}
          onChange={(event) => props.onChange((event.target as HTMLInputElement).checked)}
        />
        {props.label}
      </label>
      {props.error && (
        <span class="field-error" role="alert">
          {props.error}
        </span>
      )}
    </div>
  );
}
