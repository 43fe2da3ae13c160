import type { Map as MapLibre } from 'maplibre-gl';
import type { Crew, Ticket } from '../api/index.ts';
import { assignmentMark, ticketMark, token, type AssignmentState } from '../design/index.ts';
import { crewIcon, drawIcons, ICON_PIXEL_RATIO, statusIcon } from './icons.ts';
import { tCode } from '../i18n/index.ts';
import { CLUSTERED, emptySource, SINGLE, SOURCES } from './style.ts';

const CLUSTER_TO_ZOOM = 14;
/** Fewer marks than that stand side by side, even where they touch. */
const SMALLEST_CLUSTER = 4;
const FONT = ['Noto Sans Bold'];

/** Tickets as their status marks, clustered at low zoom; crews in a small source of their own, which moves often. */
export function addPointLayers(map: MapLibre): void {
  for (const [name, image] of drawIcons()) {
    if (map.hasImage(name)) map.removeImage(name);
    map.addImage(name, image, { pixelRatio: ICON_PIXEL_RATIO });
  }
  const clusters = {
    cluster: true,
    clusterMaxZoom: CLUSTER_TO_ZOOM,
    clusterRadius: 32,
    clusterMinPoints: SMALLEST_CLUSTER,
    clusterProperties: { urgent: ['+', ['case', ['get', 'urgent'], 1, 0]] },
  };
  map.addSource(SOURCES.tickets, emptySource(clusters));
  map.addSource(SOURCES.selected, emptySource());
  map.addSource(SOURCES.crews, emptySource());
  map.addSource(SOURCES.pick, emptySource());
  // Crews are few and sought for: they stand above the tickets, which a click finds below them too.
  addClusterLayers(map);
  addTicketLayer(map);
  addCrewLayer(map);
  addSelectedLayers(map);
  addPickLayers(map);
}

function addTicketLayer(map: MapLibre): void {
  map.addLayer({
    id: 'ticket',
    type: 'symbol',
    source: SOURCES.tickets,
    filter: SINGLE,
    layout: {
      'icon-image': ['get', 'icon'],
      'icon-allow-overlap': true,
      'icon-ignore-placement': true,
      'symbol-sort-key': ['get', 'order'],
    },
  });
}

function addClusterLayers(map: MapLibre): void {
  map.addLayer({
    id: 'ticket-cluster',
    type: 'circle',
    source: SOURCES.tickets,
    filter: CLUSTERED,
    paint: {
      'circle-color': token('--surface'),
      'circle-stroke-color': token('--status-new'),
      'circle-stroke-width': ['case', ['>', ['get', 'urgent'], 0], 4, 1.5],
      'circle-radius': ['step', ['get', 'point_count'], 13, 20, 16, 100, 20],
    },
  });
  map.addLayer({
    id: 'ticket-cluster-count',
    type: 'symbol',
    source: SOURCES.tickets,
    filter: CLUSTERED,
    layout: {
      'text-field': ['get', 'point_count_abbreviated'],
      'text-size': 12,
      'text-font': FONT,
      'text-allow-overlap': true,
    },
    paint: { 'text-color': token('--text') },
  });
}

/** The open ticket stands on top of everything, also when its own mark is inside a cluster. */
function addSelectedLayers(map: MapLibre): void {
  map.addLayer({
    id: 'ticket-selected',
    type: 'circle',
    source: SOURCES.selected,
    paint: {
      'circle-radius': 15,
      'circle-color': token('--accent'),
      'circle-opacity': 0.22,
      'circle-stroke-color': token('--accent'),
      'circle-stroke-width': 2,
    },
  });
  map.addLayer({
    id: 'ticket-selected-mark',
    type: 'symbol',
    source: SOURCES.selected,
    layout: { 'icon-image': ['get', 'icon'], 'icon-allow-overlap': true, 'icon-ignore-placement': true, 'icon-size': 1.2 },
  });
}

function addCrewLayer(map: MapLibre): void {
  map.addLayer({
    id: 'crew',
    type: 'symbol',
    source: SOURCES.crews,
    layout: {
      'icon-image': ['get', 'icon'],
      'icon-allow-overlap': true,
      'icon-ignore-placement': true,
      'text-field': ['get', 'label'],
      'text-size': 11,
      'text-font': FONT,
      'text-offset': [0, 1.5],
      'text-anchor': 'top',
      'text-optional': true,
    },
    paint: {
      'text-color': token('--map-label'),
      'text-halo-color': token('--map-halo'),
      'text-halo-width': 1.4,
    },
  });
}

function addPickLayers(map: MapLibre): void {
  map.addLayer({
    id: 'pick-accuracy',
    type: 'fill',
    source: SOURCES.pick,
    filter: ['==', ['geometry-type'], 'Polygon'],
    paint: { 'fill-color': token('--accent'), 'fill-opacity': 0.16 },
  });
  map.addLayer({
    id: 'pick',
    type: 'circle',
    source: SOURCES.pick,
    filter: ['==', ['geometry-type'], 'Point'],
    paint: {
      'circle-radius': 8,
      'circle-color': token('--accent'),
      'circle-stroke-color': token('--map-halo'),
      'circle-stroke-width': 3,
    },
  });
}

/** Tickets as features; the most urgent is drawn last, on top. */
export function ticketFeatures(tickets: readonly Ticket[]): GeoJSON.FeatureCollection {
  const features = tickets.map((ticket): GeoJSON.Feature => {
    const mark = ticketMark(ticket.state, ticket.blocked.length > 0);
    return {
      type: 'Feature',
      geometry: ticket.place,
      properties: {
        id: ticket.id,
        icon: statusIcon(mark.tone, mark.shape),
        order: 5 - ticket.priority_class,
        urgent: ticket.priority_class <= 1,
      },
    };
  });
  return { type: 'FeatureCollection', features };
}

/** Crews where they were last seen, else at their base; those off shift are pale. */
export function crewFeatures(crews: readonly Crew[]): GeoJSON.FeatureCollection {
  const features = crews.map((crew): GeoJSON.Feature => {
    const state = crew.assignment_state as AssignmentState | null;
    const icon = crewIcon(crew.on_shift, state === null ? null : assignmentMark(state));
    const label = state === null ? crew.code : `${crew.code} · ${tCode('assignment.state', state)}`;
    return { type: 'Feature', geometry: crew.position ?? crew.base, properties: { id: crew.id, label, icon } };
  });
  return { type: 'FeatureCollection', features };
}

const EARTH_M_PER_DEGREE = 111_320;
const CIRCLE_STEPS = 48;

/** The picked place and the circle of its accuracy in metres. */
export function pickFeatures(place: readonly [number, number] | null, accuracyM: number): GeoJSON.FeatureCollection {
  if (place === null) return { type: 'FeatureCollection', features: [] };
  const [lon, lat] = place;
  const features: GeoJSON.Feature[] = [
    { type: 'Feature', properties: {}, geometry: { type: 'Point', coordinates: [lon, lat] } },
  ];
  if (accuracyM > 0) {
    const ring = Array.from({ length: CIRCLE_STEPS + 1 }, (_unused, step) => {
      const angle = ((step % CIRCLE_STEPS) / CIRCLE_STEPS) * 2 * Math.PI;
      const north = (accuracyM * Math.sin(angle)) / EARTH_M_PER_DEGREE;
      const east = (accuracyM * Math.cos(angle)) / (EARTH_M_PER_DEGREE * Math.cos((lat * Math.PI) / 180));
      return [lon + east, lat + north];
    });
    features.push({ type: 'Feature', properties: {}, geometry: { type: 'Polygon', coordinates: [ring] } });
  }
  return { type: 'FeatureCollection', features };
}
