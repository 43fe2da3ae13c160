import type { MultiPolygon, Polygon, Position } from 'geojson';

/** One ring of an area, as a drawing holds it: each by itself, so that every corner can be moved. */
export interface Ring {
  readonly positions: Position[];
  readonly hole: boolean;
}

export interface Assembled {
  /** Null when there is no part at all. */
  readonly geometry: MultiPolygon | null;
  /** Holes that lie in no part: they cut nothing and are left out. */
  readonly strays: number;
}

/** Take an area apart into its rings. */
export function ringsOf(area: Polygon | MultiPolygon): Ring[] {
  const polygons = area.type === 'Polygon' ? [area.coordinates] : area.coordinates;
  return polygons.flatMap((rings) => rings.map((positions, index) => ({ positions, hole: index > 0 })));
}

/** Put parts and holes together: each hole goes to the part that its first corner lies in. */
export function assemble(rings: readonly Ring[]): Assembled {
  const parts = rings.filter((ring) => !ring.hole).map((ring) => [ring.positions]);
  let strays = 0;
  for (const hole of rings.filter((ring) => ring.hole)) {
    const corner = hole.positions[0];
    const part = corner && parts.find(([outer]) => outer !== undefined && holds(outer, corner));
    if (part) part.push(hole.positions);
    else strays += 1;
  }
  return { geometry: parts.length === 0 ? null : { type: 'MultiPolygon', coordinates: parts }, strays };
}

/** Even-odd rule. */
function holds(ring: readonly Position[], [x = 0, y = 0]: Position): boolean {
  let inside = false;
  ring.forEach(([x1 = 0, y1 = 0], index) => {
    const [x2 = 0, y2 = 0] = ring[(index + 1) % ring.length] ?? [];
    if (y1 > y !== y2 > y && x < ((x2 - x1) * (y - y1)) / (y2 - y1) + x1) inside = !inside;
  });
  return inside;
}
