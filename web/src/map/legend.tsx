import type { JSX } from 'preact';
import { Status, TONE_SHAPES, type Tone } from '../design/index.ts';
import { t, type TextKey } from '../i18n/index.ts';
import { CLOSURE_PATH, CREW_PATH } from './icons.ts';

const SHOWN: readonly (readonly [Tone, TextKey])[] = [
  ['new', 'ticket.state.new'],
  ['assigned', 'ticket.state.assigned'],
  ['working', 'ticket.state.in_progress'],
  ['restored', 'ticket.state.restored'],
  ['deferred', 'ticket.state.deferred'],
  ['blocked', 'ticket.blocked'],
];

/** What the marks on the map mean. */
export function Legend(): JSX.Element {
  return (
    <div class="map-legend" aria-hidden="true">
      {SHOWN.map(([tone, key]) => (
        <Status key={tone} mark={{ tone, shape: TONE_SHAPES[tone] }} word={t(key)} />
      ))}
      <span class="map-legend-crew">
        <svg viewBox="0 0 16 16" aria-hidden="true">
          <path d={CREW_PATH} />
        </svg>
        {t('crew.one')}
      </span>
      <span class="map-legend-closure">
        <svg viewBox="0 0 16 16" aria-hidden="true">
          <path d={CLOSURE_PATH} fill-rule="evenodd" />
        </svg>
        {t('closure.one')}
      </span>
    </div>
  );
}
