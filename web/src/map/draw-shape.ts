import type { Map as MapLibre } from 'maplibre-gl';
import type { LineString, Point, Polygon, Position } from 'geojson';
import {
  TerraDrawLineStringMode,
  TerraDrawPointMode,
  TerraDrawPolygonMode,
  TerraDrawSelectMode,
  type GeoJSONStoreFeatures,
  type HexColor,
  type TerraDraw,
} from 'terra-draw';
import { token } from '../design/index.ts';
import { openStage, plain } from './draw-stage.ts';

export type DrawnShape = Point | LineString | Polygon;
export type ShapeKind = DrawnShape['type'];

export interface ShapeDraw {
  /** Draw one shape by clicks, in place of what is there. */
  draw(kind: ShapeKind): void;
  /** What is drawn or was loaded; null while nothing is complete. */
  geometry(): DrawnShape | null;
  /** Put a shape in place of what is drawn, ready to be moved; `onChange` is not told. */
  load(shape: DrawnShape): void;
  stop(): void;
}

const MODES: Readonly<Record<ShapeKind, string>> = { Point: 'point', LineString: 'linestring', Polygon: 'polygon' };
const SELECT = 'select';

/** Drawing of one point, line or polygon; once it is complete its corners can be moved. Null: it was deleted. */
export function createShapeDraw(map: MapLibre, onChange: (shape: DrawnShape | null) => void): ShapeDraw {
  let mode = MODES.Point;
  let current: DrawnShape | null = null;
  const stage = openStage(map, {
    modes,
    begin,
    features: () => (current === null ? [] : [asFeature(current)]),
  });

  function begin(made: TerraDraw): void {
    made.on('finish', (id, context) => {
      const shape = made.getSnapshotFeature(id)?.geometry;
      if (shape === undefined) return;
      current = shape as DrawnShape;
      // The mode that drew it is still busy with it: it is taken over once that is done.
      if (context.action === 'draw') queueMicrotask(takeHold);
      onChange(current);
    });
    // Deleting finishes nothing, so it is told here.
    made.on('change', (_ids, type) => {
      if (type !== 'delete' || mode !== SELECT || stage.isLoading() || current === null) return;
      const drawnBy = MODES[current.type];
      if (made.getSnapshot().some(({ properties }) => properties.mode === drawnBy)) return; // only a corner's handle went
      current = null;
      onChange(null);
    });
    made.setMode(mode);
  }

  function use(next: string): void {
    stage.drawing().setMode((mode = next));
  }

  /** Show the shape alone, selected: its corners can be dragged at once. */
  function takeHold(): void {
    use(SELECT);
    const [id] = stage.show();
    if (id !== undefined) stage.drawing().selectFeature(id);
  }

  return {
    geometry: () => current,
    draw: (kind) => {
      current = null;
      stage.show();
      use(MODES[kind]);
    },
    load: (shape) => {
      current = shape;
      takeHold();
    },
    stop: stage.stop,
  };
}

function modes() {
  const colour = token('--accent') as HexColor;
  const halo = token('--map-halo') as HexColor;
  const movable = { draggable: true, coordinates: { midpoints: true, draggable: true, deletable: true } };
  return [
    new TerraDrawPointMode({ styles: { pointColor: colour, pointOutlineColor: halo, pointWidth: 8, pointOutlineWidth: 2 } }),
    new TerraDrawLineStringMode({ styles: { lineStringColor: colour, lineStringWidth: 4, closingPointColor: colour } }),
    new TerraDrawPolygonMode({ styles: { fillColor: colour, fillOpacity: 0.18, outlineColor: colour, outlineWidth: 3 } }),
    new TerraDrawSelectMode({
      styles: {
        selectedPointColor: colour,
        selectedPointOutlineColor: halo,
        selectedPointWidth: 9,
        selectedLineStringColor: colour,
        selectedLineStringWidth: 4,
        selectedPolygonColor: colour,
        selectedPolygonFillOpacity: 0.18,
        selectedPolygonOutlineColor: colour,
        selectedPolygonOutlineWidth: 3,
        selectionPointColor: colour,
        midPointColor: colour,
      },
      flags: { point: { feature: { draggable: true } }, linestring: { feature: movable }, polygon: { feature: movable } },
    }),
  ];
}

function asFeature(shape: DrawnShape): GeoJSONStoreFeatures {
  return { type: 'Feature', geometry: withPlain(shape), properties: { mode: MODES[shape.type] } };
}

function withPlain(shape: DrawnShape): DrawnShape {
  if (shape.type === 'Point') return { type: 'Point', coordinates: plain(shape.coordinates) };
  if (shape.type === 'LineString') return { type: 'LineString', coordinates: shape.coordinates.map(plain) };
  return { type: 'Polygon', coordinates: shape.coordinates.map((ring: Position[]) => ring.map(plain)) };
}
