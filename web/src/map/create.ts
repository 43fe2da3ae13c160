import { Map as MapLibre, setWorkerUrl } from 'maplibre-gl';
import workerUrl from 'maplibre-gl/dist/maplibre-gl-worker.mjs?worker&url';
import 'maplibre-gl/dist/maplibre-gl.css';
import './map.css';
import { addClosureLayers, addClosureSigns } from './closure-layers.ts';
import { loadLand } from './land.ts';
import { addLegLayers, addLegNumbers } from './leg-layers.ts';
import { addPlaceLayers } from './place-layers.ts';
import { addPointLayers } from './point-layers.ts';
import { baseStyle, SOURCES } from './style.ts';
import { addZoneLabels, addZoneLayers } from './zone-layers.ts';
import type { Box } from './geometry.ts';

setWorkerUrl(workerUrl);

/** Where the map looks before there is any data: the middle of Viet Nam. */
const START = { center: [107.5, 16] as [number, number], zoom: 4.6 };
const FINE_LAND_FROM_ZOOM = 5;
export const FIT_PADDING_PX = 56;

/** A map with all layers, empty; `ready` runs each time the style is complete, also after a change of theme. */
export function createMap(container: HTMLElement, ready: () => void): MapLibre {
  const map = new MapLibre({
    container,
    style: baseStyle(),
    ...START,
    attributionControl: false,
    dragRotate: false,
    pitchWithRotate: false,
    maxPitch: 0,
    fadeDuration: 0,
    canvasContextAttributes: { antialias: hasLargePixels() },
  });
  map.touchZoomRotate.disableRotation();
  map.keyboard.disableRotation();
  map.on('style.load', () => {
    addZoneLayers(map);
    addClosureLayers(map);
    addLegLayers(map);
    addPointLayers(map);
    addClosureSigns(map);
    addLegNumbers(map);
    addZoneLabels(map);
    addPlaceLayers(map);
    void showLand(map);
    ready();
  });
  map.on('zoomend', () => void showLand(map));
  return map;
}

/** Smoothing is for the eye that sees pixels; on a phone's fine screen it costs battery and shows nothing. */
function hasLargePixels(): boolean {
  return devicePixelRatio >= 1 && devicePixelRatio < 2;
}

/** Draw everything again in the present theme's colours. */
export function redrawTheme(map: MapLibre): void {
  map.setStyle(baseStyle(), { diff: false });
}

/** Put features into one of the map's sources; nothing happens while the style is still loading. */
export function setFeatures(map: MapLibre, source: string, data: GeoJSON.FeatureCollection): void {
  const target = map.getSource(source) as { setData?: (data: GeoJSON.FeatureCollection) => void } | undefined;
  target?.setData?.(data);
}

export function fitTo(map: MapLibre, box: Box | null, animate = true): void {
  if (box === null) return;
  const { clientWidth, clientHeight } = map.getContainer();
  if (clientWidth === 0) {
    // Not shown yet, as on a phone that shows the list: fit once it is.
    map.once('resize', () => fitTo(map, box, animate));
    return;
  }
  const padding = Math.min(FIT_PADDING_PX, clientWidth / 6, clientHeight / 6);
  map.fitBounds([...box], { padding, maxZoom: 14, animate });
}

async function showLand(map: MapLibre): Promise<void> {
  const detail = map.getZoom() >= FINE_LAND_FROM_ZOOM ? 'fine' : 'coarse';
  const land = await loadLand(detail).catch(() => null);
  if (land !== null) setFeatures(map, SOURCES.land, land);
}
