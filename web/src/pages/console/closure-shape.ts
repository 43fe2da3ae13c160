import { formatCoordinates, parseCoordinates, type LonLat } from '../../forms/index.ts';
import { t } from '../../i18n/index.ts';
import type { DrawnShape, ShapeKind } from '../../map/index.ts';

export const SHAPE_KINDS: readonly ShapeKind[] = ['Point', 'LineString', 'Polygon'];
const FEWEST: Readonly<Record<ShapeKind, number>> = { Point: 1, LineString: 2, Polygon: 3 };

export type ReadShape = { readonly shape: DrawnShape } | { readonly fault: string | null };

/** Read points as typed, one a line; the fault is null while nothing is there. A polygon's ring closes by itself. */
export function readShape(kind: ShapeKind, text: string): ReadShape {
  const lines = text.split('\n').map((line) => line.trim());
  const places: LonLat[] = [];
  for (const [index, line] of lines.entries()) {
    const read = parseCoordinates(line);
    if (read.kind === 'ok') places.push(read.place);
    else if (read.kind === 'bad') return { fault: t('closure.points_bad', { line: index + 1 }) };
    else if (read.kind === 'swapped') {
      return { fault: t('closure.points_swapped', { line: index + 1, suggestion: read.suggestion }) };
    }
  }
  if (places.length === 0) return { fault: null };
  if (places.length < FEWEST[kind]) return { fault: t('closure.points_few', { n: FEWEST[kind] }) };
  if (kind === 'Point' && places.length > 1) return { fault: t('closure.points_one') };
  return { shape: shapeOf(kind, places) };
}

function shapeOf(kind: ShapeKind, places: readonly LonLat[]): DrawnShape {
  const positions = places.map((place) => [...place]);
  const [first = []] = positions;
  if (kind === 'Point') return { type: kind, coordinates: first };
  if (kind === 'LineString') return { type: kind, coordinates: positions };
  return { type: kind, coordinates: [[...positions, first]] };
}

/** The same shape as text that `readShape` reads. */
export function textOf(shape: DrawnShape): string {
  if (shape.type === 'Point') return formatCoordinates(shape.coordinates);
  const positions = shape.type === 'LineString' ? shape.coordinates : (shape.coordinates[0] ?? []).slice(0, -1);
  return positions.map(formatCoordinates).join('\n');
}
