import type { JSX } from 'preact';

const PATHS = {
  close: 'M4 4l8 8M12 4l-8 8',
  plus: 'M8 3v10M3 8h10',
  search: 'M7 12A5 5 0 1 0 7 2a5 5 0 0 0 0 10zM11 11l3.5 3.5',
  keyboard: 'M1.5 4.5h13v7h-13zM4 7h.01M7 7h.01M10 7h.01M12.5 7h.01M5 9.5h6',
  fit: 'M2 6V2h4M10 2h4v4M14 10v4h-4M6 14H2v-4',
  minus: 'M3 8h10',
  back: 'M10 3 5 8l5 5',
  next: 'M6 3l5 5-5 5',
  clock: 'M8 2a6 6 0 1 0 0 12A6 6 0 0 0 8 2zM8 4.8V8l2.2 1.6',
  pin: 'M5.5 2h5v4.5L12.5 10h-9l2-3.5zM8 10v4.5',
  bolt: 'M9 1.5 3.5 9H8l-1 5.5L12.5 7H8z',
  timeline: 'M2 3.5h6M5 8h7M3.5 12.5H10M2 1.5v13',
  barred: 'M8 2a6 6 0 1 0 0 12A6 6 0 0 0 8 2zM4.8 8h6.4',
  check: 'M3 8.5 6.5 12 13 4.5',
  phone: 'M4 2h2l1 3.5L5.5 7a8 8 0 0 0 3.5 3.5L10.5 9l3.5 1v2a2 2 0 0 1-2 2A10 10 0 0 1 2 4a2 2 0 0 1 2-2z',
  list: 'M2 4h12M2 8h12M2 12h12',
  map: 'M1.5 3.5 6 2l4 2 4.5-1.5v10L10 14l-4-2-4.5 1.5zM6 2v10M10 4v10',
} as const;

export type IconName = keyof typeof PATHS;

/** A 16 px line icon in the text's colour; always beside a word or inside a labelled button. */
export function Icon(props: { name: IconName; size?: number }): JSX.Element {
  const size = props.size ?? 16;
  return (
    <svg
      viewBox="0 0 16 16"
      width={size}
      height={size}
      fill="none"
      stroke="currentColor"
      stroke-width="1.6"
      stroke-linecap="round"
      stroke-linejoin="round"
      aria-hidden="true"
    >
      <path d={PATHS[props.name]} />
    </svg>
  );
}
