import type { Geometry, MultiPolygon, Polygon, Position } from 'geojson';

export type Box = readonly [west: number, south: number, east: number, north: number];

/** The box around any number of geometries; null when there is none. */
export function boxOf(geometries: readonly Geometry[]): Box | null {
  let box: [number, number, number, number] | null = null;
  const add = ([lon, lat]: Position): void => {
    if (lon === undefined || lat === undefined) return;
    box =
      box === null
        ? [lon, lat, lon, lat]
        : [Math.min(box[0], lon), Math.min(box[1], lat), Math.max(box[2], lon), Math.max(box[3], lat)];
  };
  geometries.forEach((geometry) => eachPosition(geometry, add));
  return box;
}

/** The centre of gravity of the largest part, where a label reads best. */
export function centroidOf(geometry: Polygon | MultiPolygon): readonly [number, number] {
  const rings = geometry.type === 'Polygon' ? [geometry.coordinates[0]] : geometry.coordinates.map((part) => part[0]);
  let best = { area: -1, centre: [0, 0] as readonly [number, number] };
  for (const ring of rings) {
    if (ring === undefined) continue;
    const found = ringCentroid(ring);
    if (found.area > best.area) best = found;
  }
  return best.centre;
}

function ringCentroid(ring: readonly Position[]): { area: number; centre: readonly [number, number] } {
  let twice = 0;
  let sumX = 0;
  let sumY = 0;
  for (let index = 0; index + 1 < ring.length; index += 1) {
    const [x1 = 0, y1 = 0] = ring[index] ?? [];
    const [x2 = 0, y2 = 0] = ring[index + 1] ?? [];
    const cross = x1 * y2 - x2 * y1;
    twice += cross;
    sumX += (x1 + x2) * cross;
    sumY += (y1 + y2) * cross;
  }
  const [x = 0, y = 0] = ring[0] ?? [];
  if (twice === 0) return { area: 0, centre: [x, y] };
  return { area: Math.abs(twice / 2), centre: [sumX / (3 * twice), sumY / (3 * twice)] };
}

function eachPosition(geometry: Geometry, visit: (position: Position) => void): void {
  if (geometry.type === 'GeometryCollection') geometry.geometries.forEach((part) => eachPosition(part, visit));
  else visitNested(geometry.coordinates, visit);
}

function visitNested(coordinates: unknown, visit: (position: Position) => void): void {
  if (!Array.isArray(coordinates)) return;
  if (typeof coordinates[0] === 'number') visit(coordinates as Position);
  else coordinates.forEach((inner) => visitNested(inner, visit));
}
