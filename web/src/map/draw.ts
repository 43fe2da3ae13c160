import type { Map as MapLibre } from 'maplibre-gl';
import type { MultiPolygon, Polygon } from 'geojson';
import {
  TerraDrawPolygonMode,
  TerraDrawSelectMode,
  type GeoJSONStoreFeatures,
  type HexColor,
  type TerraDraw,
} from 'terra-draw';
import { token } from '../design/index.ts';
import { openStage, plain } from './draw-stage.ts';
import { assemble, ringsOf, type Assembled, type Ring } from './rings.ts';

export interface ZoneDraw {
  /** Start drawing one more polygon by clicks; the first point again, or Enter, closes it. */
  draw(): void;
  /** The same for a hole in what is there. */
  cut(): void;
  /** Move, add and remove corners of what is drawn. */
  edit(): void;
  /** What is drawn or was loaded, the same object until it changes: null when nothing is complete. */
  geometry(): MultiPolygon | null;
  /** Put an existing area, or none, in place of what is drawn; `onChange` is not told. */
  load(geometry: Polygon | MultiPolygon | null): void;
  stop(): void;
}

/** `finished` says what ended: a new ring, or a move or removal of corners; `strays` are holes outside every part. */
export type DrawListener = (geometry: MultiPolygon | null, finished: 'draw' | 'edit', strays: number) => void;

const HOLE = 'hole';

/** Drawing of zone areas on a map; `onChange` runs after every finished change. */
export function createZoneDraw(map: MapLibre, onChange: DrawListener): ZoneDraw {
  let mode: 'polygon' | 'select' = 'polygon';
  let cutting = false;
  let current: MultiPolygon | null = null;
  let strays = 0;
  const stage = openStage(map, { modes, begin, features });

  function begin(made: TerraDraw): void {
    made.on('finish', (id, context) => {
      const drawn = context.action === 'draw';
      if (drawn && cutting) made.updateFeatureProperties(id, { [HOLE]: true });
      tell(drawn ? 'draw' : 'edit');
    });
    // Deleting a whole polygon finishes nothing, so it is told here.
    made.on('change', (_ids, type) => {
      if (type === 'delete' && mode === 'select' && !stage.isLoading()) tell('edit');
    });
    made.setMode(mode);
  }

  function use(next: 'polygon' | 'select', holes: boolean): void {
    cutting = holes;
    stage.drawing().setMode((mode = next));
  }

  function tell(finished: 'draw' | 'edit'): void {
    const next: Assembled = assemble(drawnRings(stage.drawing()));
    if (next.strays === strays && JSON.stringify(next.geometry) === JSON.stringify(current)) return;
    current = next.geometry;
    strays = next.strays;
    onChange(current, finished, strays);
  }

  function features(): GeoJSONStoreFeatures[] {
    strays = 0;
    return current === null ? [] : ringsOf(current).map(asFeature);
  }

  return {
    geometry: () => current,
    draw: () => use('polygon', false),
    cut: () => use('polygon', true),
    edit: () => use('select', false),
    load: (area) => {
      current = area === null ? null : asMulti(area);
      stage.show();
    },
    stop: stage.stop,
  };
}

function modes() {
  const colour = token('--accent') as HexColor;
  const paper = token('--map-land') as HexColor;
  // A hole shows the paper; it comes after the part that it is cut from, so it lies above.
  const isHole = (feature: GeoJSONStoreFeatures): boolean => feature.properties[HOLE] === true;
  const fill = (feature: GeoJSONStoreFeatures): HexColor => (isHole(feature) ? paper : colour);
  const opacity = (feature: GeoJSONStoreFeatures): number => (isHole(feature) ? 0.9 : 0.18);
  return [
    new TerraDrawPolygonMode({
      styles: { fillColor: fill, fillOpacity: opacity, outlineColor: colour, outlineWidth: 3 },
    }),
    new TerraDrawSelectMode({
      styles: {
        selectedPolygonColor: fill,
        selectedPolygonFillOpacity: opacity,
        selectedPolygonOutlineColor: colour,
        selectedPolygonOutlineWidth: 3,
        selectionPointColor: colour,
        midPointColor: colour,
      },
      flags: {
        polygon: {
          feature: { draggable: true, coordinates: { midpoints: true, draggable: true, deletable: true } },
        },
      },
    }),
  ];
}

function drawnRings(draw: TerraDraw): Ring[] {
  return draw.getSnapshot().flatMap(({ geometry, properties }) => {
    const positions = geometry.type === 'Polygon' && !isUnfinished(properties) ? geometry.coordinates[0] : undefined;
    return positions === undefined ? [] : [{ positions, hole: properties[HOLE] === true }];
  });
}

function asMulti(area: Polygon | MultiPolygon): MultiPolygon {
  return area.type === 'MultiPolygon' ? area : { type: 'MultiPolygon', coordinates: [area.coordinates] };
}

function asFeature(ring: Ring): GeoJSONStoreFeatures {
  const properties = { mode: 'polygon', ...(ring.hole && { [HOLE]: true }) };
  return { type: 'Feature', geometry: { type: 'Polygon', coordinates: [ring.positions.map(plain)] }, properties };
}

function isUnfinished(properties: Record<string, unknown>): boolean {
  return properties.currentlyDrawing === true;
}
