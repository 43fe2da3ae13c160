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

/** The northernmost position, above which a label leaves the inside free. */
export function topOf(geometry: Polygon | MultiPolygon): readonly [number, number] {
  let top: readonly [number, number] = [0, -91];
  eachPosition(geometry, ([lon = 0, lat = 0]) => {
    if (lat > top[1]) top = [lon, lat];
  });
  return top;
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
