import type { ComponentChildren, JSX } from 'preact';
import { useId } from 'preact/hooks';

/** A titled group on its own surface; no landmark, for several may bear one title. */
export function Panel(props: {
  title?: string;
  aside?: ComponentChildren;
  children: ComponentChildren;
  testId?: string;
}): JSX.Element {
  const id = useId();
  return (
    <div class="panel" role="group" aria-labelledby={props.title ? id : undefined} data-testid={props.testId}>
      {(props.title || props.aside) && (
        <header class="panel-head">
          <h3 class="panel-title" id={id}>
            {props.title}
          </h3>
          {props.aside}
        </header>
      )}
      <div class="panel-body">{props.children}</div>
    </div>
  );
}

export type NoticeTone = 'plain' | 'danger' | 'warn' | 'ok' | 'zone';

/** A message inside the page that stays until its cause is gone. */
export function Notice(props: {
  tone?: NoticeTone;
  title?: string | undefined;
  children?: ComponentChildren;
  /** For what it explains to point at. */
  id?: string;
  testId?: string;
}): JSX.Element {
  return (
    <div
      class="notice"
      id={props.id}
      data-tone={props.tone ?? 'plain'}
      role={props.tone === 'danger' ? 'alert' : undefined}
      data-testid={props.testId}
    >
      {props.title && <strong>{props.title}</strong>}
      {props.children}
    </div>
  );
}

export function Badge(props: {
  tone?: 'plain' | 'accent' | 'zone' | 'danger' | 'warn' | 'ok';
  dashed?: boolean;
  title?: string;
  children: ComponentChildren;
}): JSX.Element {
  return (
    <span class="badge" data-tone={props.tone ?? 'plain'} data-style={props.dashed ? 'dashed' : 'solid'} title={props.title}>
      {props.children}
    </span>
  );
}

/** Label and value pairs; rows whose value is null or empty are left out. */
export function Facts(props: { rows: readonly (readonly [string, ComponentChildren])[] }): JSX.Element {
  const shown = props.rows.filter(([, value]) => value !== null && value !== undefined && value !== '' && value !== false);
  return (
    <dl class="facts">
      {shown.map(([label, value]) => [<dt key={`${label}-t`}>{label}</dt>, <dd key={`${label}-d`}>{value}</dd>])}
    </dl>
  );
}
