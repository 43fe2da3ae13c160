import type { Map as MapLibre } from 'maplibre-gl';
import { token } from '../design/index.ts';
import { emptySource, SOURCES } from './style.ts';

const FONT = ['Noto Sans Bold'];

/** A place that a crew looks for on its own map: a big dot with a word, one look for each kind. */
export type PlaceKind = 'me' | 'job' | 'gate' | 'doffing';

export interface MapPlace {
  readonly kind: PlaceKind;
  readonly label: string;
  readonly place: readonly [number, number];
}

const COLOURS = {
  me: '--accent',
  job: '--status-new',
  gate: '--status-waiting',
  doffing: '--status-restored',
} as const satisfies Record<PlaceKind, `--${string}`>;

/** The places and their words, above everything else on the map. */
export function addPlaceLayers(map: MapLibre): void {
  map.addSource(SOURCES.places, emptySource());
  const kinds = Object.entries(COLOURS).flatMap(([kind, name]) => [kind, token(name)]);
  map.addLayer({
    id: 'place',
    type: 'circle',
    source: SOURCES.places,
    layout: { 'circle-sort-key': ['match', ['get', 'kind'], 'job', 2, 'me', 3, 1] },
    paint: {
      // A gate that stands where the work is shows as a ring around it.
      'circle-radius': ['match', ['get', 'kind'], 'job', 10, 'me', 9, 15],
      'circle-color': ['match', ['get', 'kind'], ...kinds, token('--text')] as never,
      'circle-stroke-color': token('--map-halo'),
      'circle-stroke-width': 3,
    },
  });
  map.addLayer({
    id: 'place-label',
    type: 'symbol',
    source: SOURCES.places,
    layout: {
      'text-field': ['get', 'label'],
      'text-size': 16,
      'text-font': FONT,
      'text-variable-anchor': ['top', 'bottom', 'left', 'right'],
      'text-radial-offset': 1.1,
      'text-max-width': 7,
      'symbol-sort-key': ['match', ['get', 'kind'], 'job', 0, 'me', 1, 2],
    },
    paint: { 'text-color': token('--map-label'), 'text-halo-color': token('--map-halo'), 'text-halo-width': 2 },
  });
}

export function placeFeatures(places: readonly MapPlace[]): GeoJSON.FeatureCollection {
  return {
    type: 'FeatureCollection',
    features: places.map(({ kind, label, place }) => ({
      type: 'Feature',
      properties: { kind, label },
      geometry: { type: 'Point', coordinates: [...place] },
    })),
  };
}
