import type { Map as MapLibre } from 'maplibre-gl';
import type { MultiPolygon, Polygon, Position } from 'geojson';
import { TerraDraw, TerraDrawPolygonMode, TerraDrawSelectMode, type GeoJSONStoreFeatures } from 'terra-draw';
import { TerraDrawMapLibreGLAdapter } from 'terra-draw-maplibre-gl-adapter';
import { token } from '../design/index.ts';
import { emptySource } from './style.ts';

export interface ZoneDraw {
  /** Start drawing one more polygon by clicks; the first point again, or Enter, closes it. */
  draw(): void;
  /** Move, add and remove corners of what is drawn. */
  edit(): void;
  /** What is drawn or was loaded, the same object until it changes: null when nothing is complete. */
  geometry(): MultiPolygon | null;
  /** Put an existing area, or none, in place of what is drawn; `onChange` is not told. */
  load(geometry: Polygon | MultiPolygon | null): void;
  stop(): void;
}

/** `finished` says what ended: a new polygon, or a move or removal of corners. */
export type DrawListener = (geometry: MultiPolygon | null, finished: 'draw' | 'edit') => void;

const DECIMALS = 7;
const PREFIX = 'zone-draw';

/** Drawing of zone areas on a map; `onChange` runs after every finished change. */
export function createZoneDraw(map: MapLibre, onChange: DrawListener): ZoneDraw {
  let mode: 'polygon' | 'select' = 'polygon';
  let current: MultiPolygon | null = null;
  /** Polygons that the drawing cannot hold, such as those with holes: they stay as they are. */
  let kept: Position[][][] = [];
  let loading = false;
  let removed = false;
  let draw = begin();

  function begin(): TerraDraw {
    const made = terraDraw(map);
    made.on('finish', (_id, context) => tell(context.action === 'draw' ? 'draw' : 'edit'));
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

  function tell(finished: 'draw' | 'edit'): void {
    const next = areaOf([...kept, ...drawnPolygons(draw)]);
    if (JSON.stringify(next) === JSON.stringify(current)) return;
    current = next;
    onChange(current, finished);
  }

  function show(area: Polygon | MultiPolygon | null): void {
    loading = true;
    draw.clear();
    const polygons = area === null ? [] : polygonsOf(area);
    const taken = draw.addFeatures(polygons.map(asFeature));
    kept = polygons.filter((_polygon, index) => !taken[index]?.valid);
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
    draw: () => draw.setMode((mode = 'polygon')),
    edit: () => draw.setMode((mode = 'select')),
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
  const colour = token('--accent') as `#${string}`;
  return new TerraDraw({
    adapter: new TerraDrawMapLibreGLAdapter({ map, coordinatePrecision: DECIMALS, prefixId: PREFIX }),
    modes: [
      new TerraDrawPolygonMode({
        styles: { fillColor: colour, fillOpacity: 0.18, outlineColor: colour, outlineWidth: 3 },
      }),
      new TerraDrawSelectMode({
        styles: {
          selectedPolygonColor: colour,
          selectedPolygonFillOpacity: 0.18,
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

function drawnPolygons(draw: TerraDraw): Position[][][] {
  return draw
    .getSnapshot()
    .flatMap(({ geometry, properties }) =>
      geometry.type === 'Polygon' && !isUnfinished(properties) ? [geometry.coordinates] : [],
    );
}

function areaOf(polygons: Position[][][]): MultiPolygon | null {
  return polygons.length === 0 ? null : { type: 'MultiPolygon', coordinates: polygons };
}

function polygonsOf(area: Polygon | MultiPolygon): Position[][][] {
  return area.type === 'Polygon' ? [area.coordinates] : area.coordinates;
}

function asMulti(area: Polygon | MultiPolygon): MultiPolygon {
  return area.type === 'MultiPolygon' ? area : { type: 'MultiPolygon', coordinates: [area.coordinates] };
}

/** The drawing takes no more decimals than it writes. */
function asFeature(rings: Position[][]): GeoJSONStoreFeatures {
  const coordinates = rings.map((ring) => ring.map((position) => position.slice(0, 2).map(rounded)));
  return { type: 'Feature', geometry: { type: 'Polygon', coordinates }, properties: { mode: 'polygon' } };
}

function rounded(degrees: number): number {
  return Number(degrees.toFixed(DECIMALS));
}

function isUnfinished(properties: Record<string, unknown>): boolean {
  return properties.currentlyDrawing === true;
}
