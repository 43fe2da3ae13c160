import type { Map as MapLibre } from 'maplibre-gl';
import { token } from '../design/index.ts';
import { emptySource, SOURCES } from './style.ts';

const FONT = ['Noto Sans Bold'];

/** A crew's way: thin straight legs below the marks, the stops' numbers beside them. */
export function addLegLayers(map: MapLibre): void {
  map.addSource(SOURCES.legs, emptySource());
  map.addLayer({
    id: 'leg-edge',
    type: 'line',
    source: SOURCES.legs,
    filter: ['==', ['geometry-type'], 'LineString'],
    layout: { 'line-join': 'round', 'line-cap': 'round' },
    paint: { 'line-color': token('--map-halo'), 'line-width': 5, 'line-opacity': 0.7 },
  });
  const estimate: ['get', string] = ['get', 'estimate'];
  map.addLayer({
    id: 'leg',
    type: 'line',
    source: SOURCES.legs,
    filter: ['all', ['==', ['geometry-type'], 'LineString'], ['!=', estimate, true]],
    layout: { 'line-join': 'round', 'line-cap': 'round' },
    paint: { 'line-color': token('--accent'), 'line-width': 2 },
  });
  map.addLayer({
    id: 'leg-estimate',
    type: 'line',
    source: SOURCES.legs,
    filter: ['all', ['==', ['geometry-type'], 'LineString'], ['==', estimate, true]],
    paint: { 'line-color': token('--accent'), 'line-width': 2, 'line-dasharray': [3, 2] },
  });
}

/** The numbers stand above everything, up and to the right of the mark that they belong to. */
export function addLegNumbers(map: MapLibre): void {
  map.addLayer({
    id: 'leg-stop',
    type: 'circle',
    source: SOURCES.legs,
    filter: ['==', ['geometry-type'], 'Point'],
    paint: {
      'circle-radius': 9,
      'circle-color': token('--accent'),
      'circle-stroke-color': token('--map-halo'),
      'circle-stroke-width': 1.5,
      'circle-translate': [11, -11],
    },
  });
  map.addLayer({
    id: 'leg-number',
    type: 'symbol',
    source: SOURCES.legs,
    filter: ['==', ['geometry-type'], 'Point'],
    layout: {
      'text-field': ['get', 'number'],
      'text-size': 11,
      'text-font': FONT,
      'text-allow-overlap': true,
      'text-ignore-placement': true,
    },
    paint: { 'text-color': token('--on-accent'), 'text-translate': [11, -11] },
  });
}
