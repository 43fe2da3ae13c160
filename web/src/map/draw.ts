import type { Map as MapLibre } from 'maplibre-gl';
import type { MultiPolygon, Polygon } from 'geojson';
import { TerraDraw, TerraDrawPolygonMode, TerraDrawSelectMode } from 'terra-draw';
import { TerraDrawMapLibreGLAdapter } from 'terra-draw-maplibre-gl-adapter';
import { token } from '../design/index.ts';

export interface ZoneDraw {
  /** Start drawing one more polygon by clicks; the first point again, or Enter, closes it. */
  draw(): void;
  /** Move, add and remove corners of what is drawn. */
  edit(): void;
  clear(): void;
  /** What is drawn: null when nothing is complete. */
  geometry(): MultiPolygon | null;
  /** Put an existing area on the map to change it. */
  load(geometry: Polygon | MultiPolygon): void;
  stop(): void;
}

const DECIMALS = 7;

/** Drawing of zone areas on a map; `onChange` runs after every finished change. */
export function createZoneDraw(map: MapLibre, onChange: (geometry: MultiPolygon | null) => void): ZoneDraw {
  const colour = token('--accent') as `#${string}`;
  const draw = new TerraDraw({
    adapter: new TerraDrawMapLibreGLAdapter({ map, coordinatePrecision: DECIMALS }),
    modes: [
      new TerraDrawPolygonMode({
        styles: { fillColor: colour, fillOpacity: 0.18, outlineColor: colour, outlineWidth: 3 },
      }),
      new TerraDrawSelectMode({
        flags: {
          polygon: {
            feature: { draggable: true, coordinates: { midpoints: true, draggable: true, deletable: true } },
          },
        },
      }),
    ],
  });
  draw.start();

  const geometry = (): MultiPolygon | null => {
    const polygons = draw
      .getSnapshot()
      .flatMap((item) => (item.geometry.type === 'Polygon' && !isUnfinished(item.properties) ? [item.geometry] : []));
    if (polygons.length === 0) return null;
    return { type: 'MultiPolygon', coordinates: polygons.map((polygon) => polygon.coordinates) };
  };
  draw.on('finish', () => onChange(geometry()));

  return {
    geometry,
    draw: () => draw.setMode('polygon'),
    edit: () => draw.setMode('select'),
    clear: () => {
      draw.clear();
      onChange(null);
    },
    load: (area) => {
      const parts = area.type === 'Polygon' ? [area.coordinates] : area.coordinates;
      draw.addFeatures(
        parts.map((coordinates) => ({
          type: 'Feature' as const,
          geometry: { type: 'Polygon' as const, coordinates },
          properties: { mode: 'polygon' },
        })),
      );
      onChange(geometry());
    },
    stop: () => draw.stop(),
  };
}

function isUnfinished(properties: Record<string, unknown>): boolean {
  return properties.currentlyDrawing === true;
}
