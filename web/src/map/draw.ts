import type { Map as MapLibre } from 'maplibre-gl';
import type { MultiPolygon, Polygon } from 'geojson';
import {
  TerraDraw,
  TerraDrawPolygonMode,
  TerraDrawSelectMode,
  type GeoJSONStoreFeatures,
  type HexColor,
} from 'terra-draw';
import { TerraDrawMapLibreGLAdapter } from 'terra-draw-maplibre-gl-adapter';
import { token } from '../design/index.ts';
import { assemble, ringsOf, type Assembled, type Ring } from './rings.ts';
import { emptySource } from './style.ts';

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

const DECIMALS = 7;
const PREFIX = 'zone-draw';
const HOLE = 'hole';

/** Drawing of zone areas on a map; `onChange` runs after every finished change. */
export function createZoneDraw(map: MapLibre, onChange: DrawListener): ZoneDraw {
  let mode: 'polygon' | 'select' = 'polygon';
  let cutting = false;
  let current: MultiPolygon | null = null;
  let strays = 0;
  let loading = false;
  let removed = false;
  let draw = begin();

  function begin(): TerraDraw {
    const made = terraDraw(map);
    made.on('finish', (id, context) => {
      const drawn = context.action === 'draw';
      if (drawn && cutting) made.updateFeatureProperties(id, { [HOLE]: true });
      tell(drawn ? 'draw' : 'edit');
    });
    // Deleting a whole polygon finishes nothing, so it is told here.
    made.on('change', (_ids, type) => {
      if (type === 'delete' && mode === 'select' && !loading) tell('edit');
    });
    made.start();
    made.setMode(mode);
    return made;
  }

  /** Stopping clears the drawing, which is no change of the area. */
  function end(): void {
    loading = true;
    draw.stop();
    loading = false;
  }

  function use(next: 'polygon' | 'select', holes: boolean): void {
    cutting = holes;
    draw.setMode((mode = next));
  }

  function tell(finished: 'draw' | 'edit'): void {
    const next: Assembled = assemble(drawnRings(draw));
    if (next.strays === strays && JSON.stringify(next.geometry) === JSON.stringify(current)) return;
    current = next.geometry;
    strays = next.strays;
    onChange(current, finished, strays);
  }

  function show(area: Polygon | MultiPolygon | null): void {
    loading = true;
    draw.clear();
    strays = 0;
    if (area !== null) draw.addFeatures(ringsOf(area).map(asFeature));
    loading = false;
  }

  /** A change of theme loads a new style, which knows nothing of the drawing: begin again on top of it. */
  function restart(): void {
    // Stopping empties its sources and removes its layers, which went with the old style: the sources are put
    // back for that moment, and that the layers cannot be removed once more is no error.
    for (const kind of ['point', 'linestring', 'polygon']) map.addSource(`${PREFIX}-${kind}`, emptySource());
    map.on('error', ignore);
    end();
    map.off('error', ignore);
    draw = begin();
    show(current);
  }
  map.on('style.load', restart);
  map.once('remove', () => {
    removed = true;
  });

  return {
    geometry: () => current,
    draw: () => use('polygon', false),
    cut: () => use('polygon', true),
    edit: () => use('select', false),
    load: (area) => {
      current = area === null ? null : asMulti(area);
      show(current);
    },
    stop: () => {
      map.off('style.load', restart);
      if (!removed) end();
    },
  };
}

function ignore(): void {}

function terraDraw(map: MapLibre): TerraDraw {
  const colour = token('--accent') as HexColor;
  const paper = token('--map-land') as HexColor;
  // A hole shows the paper; it comes after the part that it is cut from, so it lies above.
  const isHole = (feature: GeoJSONStoreFeatures): boolean => feature.properties[HOLE] === true;
  const fill = (feature: GeoJSONStoreFeatures): HexColor => (isHole(feature) ? paper : colour);
  const opacity = (feature: GeoJSONStoreFeatures): number => (isHole(feature) ? 0.9 : 0.18);
  return new TerraDraw({
    adapter: new TerraDrawMapLibreGLAdapter({ map, coordinatePrecision: DECIMALS, prefixId: PREFIX }),
    modes: [
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
    ],
  });
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

/** The drawing takes no more decimals than it writes. */
function asFeature(ring: Ring): GeoJSONStoreFeatures {
  const coordinates = [ring.positions.map((position) => position.slice(0, 2).map(rounded))];
  const properties = { mode: 'polygon', ...(ring.hole && { [HOLE]: true }) };
  return { type: 'Feature', geometry: { type: 'Polygon', coordinates }, properties };
}

function rounded(degrees: number): number {
  return Number(degrees.toFixed(DECIMALS));
}

function isUnfinished(properties: Record<string, unknown>): boolean {
  return properties.currentlyDrawing === true;
}
