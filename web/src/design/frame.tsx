import type { ComponentChildren, JSX } from 'preact';
import { Toasts } from './toast.tsx';

/** The page's frame: a bar with the brand and the tools, the work below, toasts above all. */
export function Frame(props: {
  desk: string;
  tools?: ComponentChildren;
  children: ComponentChildren;
  phone?: boolean;
}): JSX.Element {
  return (
    <div class={props.phone ? 'frame phone' : 'frame'}>
      <header class="frame-bar">
        <Brand desk={props.desk} />
        <div class="frame-tools">{props.tools}</div>
      </header>
      <main class="frame-main">{props.children}</main>
      <Toasts />
    </div>
  );
}

/** The mark and the name; a cordon drawn around a spark. */
export function Brand(props: { desk: string }): JSX.Element {
  return (
    <div class="frame-brand">
      <svg viewBox="0 0 24 24" aria-hidden="true">
        <circle
          cx="12"
          cy="12"
          r="9.5"
          fill="none"
          stroke="var(--accent)"
          stroke-width="2.4"
          stroke-linecap="round"
          stroke-dasharray="5.2 4.75"
        />
        <path d="M13 6 8 13h3.4L10.6 18l5-7h-3.4z" fill="var(--status-working)" />
      </svg>
      Cordon <small>{props.desk}</small>
    </div>
  );
}
