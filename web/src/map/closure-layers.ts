import type { ExpressionSpecification, Map as MapLibre } from 'maplibre-gl';
import type { RoadClosure } from '../api/index.ts';
import { token } from '../design/index.ts';
import { topOf } from './geometry.ts';
import { CLOSURE_ICON } from './icons.ts';
import { emptySource, SOURCES } from './style.ts';

const COMING: ExpressionSpecification = ['get', 'coming'];

/** Closed roads: barrier stripes along a line or around an area, and a no-entry sign on each; pale while yet to come. */
export function addClosureLayers(map: MapLibre): void {
  map.addSource(SOURCES.closures, emptySource());
  const colour = token('--status-blocked');
  const opacity: ExpressionSpecification = ['case', COMING, 0.45, 1];
  map.addLayer({
    id: 'closure-area',
    type: 'fill',
    source: SOURCES.closures,
    filter: ['==', ['geometry-type'], 'Polygon'],
    paint: { 'fill-color': colour, 'fill-opacity': ['case', COMING, 0.05, 0.14] },
  });
  const stripes = [
    ['closure-casing', token('--map-halo'), 8, undefined],
    ['closure-line', colour, 5, undefined],
    ['closure-stripes', token('--map-halo'), 3, [1.4, 1.4]],
  ] as const;
  for (const [id, line, width, dash] of stripes) {
    map.addLayer({
      id,
      type: 'line',
      source: SOURCES.closures,
      filter: ['!=', ['geometry-type'], 'Point'],
      layout: { 'line-join': 'round' },
      paint: { 'line-color': line, 'line-width': width, 'line-opacity': opacity, ...(dash && { 'line-dasharray': [...dash] }) },
    });
  }
}

/** The signs stand below tickets and crews, which are worked with; their picture comes with those layers. */
export function addClosureSigns(map: MapLibre): void {
  map.addLayer({
    id: 'closure-sign',
    type: 'symbol',
    source: SOURCES.closures,
    filter: ['==', ['geometry-type'], 'Point'],
    layout: { 'icon-image': CLOSURE_ICON, 'icon-allow-overlap': true, 'icon-ignore-placement': true },
    paint: { 'icon-opacity': ['case', COMING, 0.55, 1] },
  }, 'ticket-cluster');
}

/** Each closure as it lies, and its sign: in the middle of a line, at the top of an area. `now` in milliseconds. */
export function closureFeatures(closures: readonly RoadClosure[], now: number): GeoJSON.FeatureCollection {
  const features = closures.flatMap((closure): GeoJSON.Feature[] => {
    const { id, geometry } = closure;
    const properties = { id, coming: isComing(closure, now) };
    const shape = geometry as GeoJSON.Geometry;
    const sign: GeoJSON.Feature = { type: 'Feature', properties, geometry: { type: 'Point', coordinates: signOf(geometry) } };
    return shape.type === 'Point' ? [sign] : [{ type: 'Feature', properties, geometry: shape }, sign];
  });
  return { type: 'FeatureCollection', features };
}

/** Whether it has yet to begin; one that was closed "from now on" has, though the page's clock may be a little behind. */
export function isComing(closure: RoadClosure, now: number): boolean {
  return Date.parse(closure.valid_from) > Math.max(now, Date.parse(closure.created_at));
}

function signOf(geometry: RoadClosure['geometry']): number[] {
  if (geometry.type === 'MultiPolygon') return [...topOf(geometry as GeoJSON.MultiPolygon)];
  const positions = geometry.type === 'Point' ? [geometry.coordinates] : geometry.coordinates;
  return [...middleOf(positions.map(([lon, lat]) => [Number(lon), Number(lat)]))];
}

type Point = readonly [lon: number, lat: number];

/** The position half way along a line, measured in degrees, which is enough for where to put a sign. */
export function middleOf(line: readonly Point[]): Point {
  const legs = line.slice(1).map((to, index) => {
    const from = line[index] ?? to;
    return { from, to, length: Math.hypot(to[0] - from[0], to[1] - from[1]) };
  });
  let left = legs.reduce((sum, leg) => sum + leg.length, 0) / 2;
  for (const { from, to, length } of legs) {
    if (left <= length) {
      const share = length === 0 ? 0 : left / length;
      return [from[0] + (to[0] - from[0]) * share, from[1] + (to[1] - from[1]) * share];
    }
    left -= length;
  }
  return line[0] ?? [0, 0];
}
