import { computed, signal } from '@preact/signals';
import type { AssignmentRoute } from '../../api/index.ts';

/** The way that the map shows: of the assignment that is open in the work tab. */
export const shownRoute = signal<AssignmentRoute | null>(null);

export const drawnRoute = computed(() => routeFeatures(shownRoute.value));

/** A way as the map draws it: the line, and a number where it comes into each zone. */
export function routeFeatures(route: AssignmentRoute | null): GeoJSON.FeatureCollection | null {
  if (route?.geometry == null) return null;
  const line: GeoJSON.Feature = {
    type: 'Feature',
    properties: { estimate: isEstimate(route) },
    geometry: { type: 'LineString', coordinates: route.geometry.coordinates },
  };
  const entries = route.crossings.map((crossing, index): GeoJSON.Feature => ({
    type: 'Feature',
    properties: { number: String(index + 1) },
    geometry: { type: 'Point', coordinates: crossing.entry.coordinates },
  }));
  return { type: 'FeatureCollection', features: [line, ...entries] };
}

/** Whether the line is drawn as the crow flies, and the time is an estimate. */
export function isEstimate(route: AssignmentRoute): boolean {
  return route.travel?.source === 'straight_line' || route.travel?.source === 'matrix';
}
