import type { MultiPolygon, Position } from 'geojson';

export type AreaFault = 'missing' | 'not_json' | 'no_polygon' | 'open_ring' | 'range';
export type Area = { readonly geometry: MultiPolygon } | { readonly fault: AreaFault };

const SMALLEST_RING = 4;

/** Read pasted GeoJSON: any object that holds polygons becomes one multipolygon (longitude, latitude; WGS 84). */
export function readArea(text: string): Area {
  if (text.trim() === '') return { fault: 'missing' };
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return { fault: 'not_json' };
  }
  const polygons = polygonsIn(value);
  if (polygons.length === 0) return { fault: 'no_polygon' };
  const rings = polygons.flat();
  if (!rings.every(isClosedRing)) return { fault: 'open_ring' };
  if (!rings.flat().every(isOnEarth)) return { fault: 'range' };
  return { geometry: { type: 'MultiPolygon', coordinates: polygons } };
}

/** Every polygon of a geometry, feature or collection; what is no polygon is passed over. */
function polygonsIn(value: unknown): Position[][][] {
  if (typeof value !== 'object' || value === null) return [];
  const { type, coordinates, geometry, geometries, features } = value as Record<string, unknown>;
  if (type === 'Polygon') return polygonList([coordinates]);
  if (type === 'MultiPolygon') return polygonList(coordinates);
  if (type === 'Feature') return polygonsIn(geometry);
  const inner = type === 'FeatureCollection' ? features : geometries;
  return Array.isArray(inner) ? inner.flatMap(polygonsIn) : [];
}

function polygonList(value: unknown): Position[][][] {
  return Array.isArray(value) ? value.filter((polygon) => Array.isArray(polygon) && polygon.length > 0) : [];
}

function isClosedRing(ring: unknown): boolean {
  if (!Array.isArray(ring) || ring.length < SMALLEST_RING) return false;
  const positions = ring as Position[];
  const [first, last] = [positions[0], positions.at(-1)];
  return Array.isArray(first) && Array.isArray(last) && first[0] === last[0] && first[1] === last[1];
}

function isOnEarth(position: unknown): boolean {
  if (!Array.isArray(position)) return false;
  const [lon, lat] = position as unknown[];
  return typeof lon === 'number' && typeof lat === 'number' && Math.abs(lon) <= 180 && Math.abs(lat) <= 90;
}
