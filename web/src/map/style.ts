import type { ExpressionSpecification, StyleSpecification } from 'maplibre-gl';
import { token } from '../design/index.ts';

/** Names of the sources; each layer file owns its own. */
export const SOURCES = {
  land: 'land',
  boundaries: 'boundaries',
  zones: 'zones',
  zoneLabels: 'zone-labels',
  tickets: 'tickets',
  selected: 'selected',
  crews: 'crews',
  pick: 'pick',
  legs: 'legs',
  closures: 'closures',
  places: 'places',
  tiles: 'tiles',
} as const;

export const NOTHING: GeoJSON.FeatureCollection = { type: 'FeatureCollection', features: [] };

/** A source that is not shared between layers and starts empty. */
export function emptySource(extra: Record<string, unknown> = {}) {
  return { type: 'geojson' as const, data: NOTHING, ...extra };
}

/** Only clusters, or only single features, of a clustered source. */
export const CLUSTERED: ExpressionSpecification = ['has', 'point_count'];
export const SINGLE: ExpressionSpecification = ['!', ['has', 'point_count']];

/**
 * The base map that needs no network: sea, land and coast, and the operator's own boundaries.
 *
 * It draws no national borders and names no `glyphs`, so that text comes from the machine's own fonts.
 */
export function baseStyle(): StyleSpecification {
  return {
    version: 8,
    sources: { [SOURCES.land]: emptySource(), [SOURCES.boundaries]: emptySource() },
    layers: [
      { id: 'sea', type: 'background', paint: { 'background-color': token('--map-sea') } },
      { id: 'land', type: 'fill', source: SOURCES.land, paint: { 'fill-color': token('--map-land') } },
      {
        id: 'coast',
        type: 'line',
        source: SOURCES.land,
        paint: { 'line-color': token('--map-coast'), 'line-width': 1 },
      },
      {
        id: 'territory',
        type: 'fill',
        source: SOURCES.boundaries,
        paint: { 'fill-color': token('--map-land') },
      },
      {
        id: 'boundary',
        type: 'line',
        source: SOURCES.boundaries,
        paint: { 'line-color': token('--map-coast'), 'line-width': ['match', ['get', 'kind'], 'unit', 2, 1] },
      },
    ],
  };
}
