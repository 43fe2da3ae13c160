import type { ExpressionSpecification, Map as MapLibre } from 'maplibre-gl';
import type { Zone } from '../api/index.ts';
import { token } from '../design/index.ts';
import { topOf } from './geometry.ts';
import { HAZARD_CLASSES, hatchTile, hazardClass, hazardColour } from './hatch.ts';
import { emptySource, SOURCES } from './style.ts';

const HATCH = (hazard: string): string => `hatch-${hazard}`;

/** Hot, warm and cold parts are the darker the more dangerous they are. */
const TINT: ExpressionSpecification = [
  'match',
  ['coalesce', ['get', 'part'], ''],
  'hot',
  0.4,
  'warm',
  0.24,
  'cold',
  0.12,
  ['case', ['get', 'coming'], 0.03, 0.08],
];

/** Zones: hatch by hazard class, edge weight by level, label with the authority; dashed while it is yet to come. */
export function addZoneLayers(map: MapLibre): void {
  for (const hazard of HAZARD_CLASSES) {
    if (map.hasImage(HATCH(hazard))) map.removeImage(HATCH(hazard));
    map.addImage(HATCH(hazard), hatchTile(hazard), { pixelRatio: 2 });
  }
  map.addSource(SOURCES.zones, emptySource());
  map.addSource(SOURCES.zoneLabels, emptySource());
  const colour = colourByHazard();
  map.addLayer({
    id: 'zone-tint',
    type: 'fill',
    source: SOURCES.zones,
    paint: { 'fill-color': colour, 'fill-opacity': TINT },
  });
  map.addLayer({
    id: 'zone-hatch',
    type: 'fill',
    source: SOURCES.zones,
    filter: ['!', ['has', 'part']],
    paint: {
      'fill-pattern': ['concat', 'hatch-', ['get', 'hazard']],
      'fill-opacity': ['case', ['get', 'coming'], 0.35, 0.8],
    },
  });
  const weight: ExpressionSpecification = ['+', 0.5, ['*', 1.1, ['get', 'level']]];
  for (const [id, coming] of [['zone-edge', false], ['zone-edge-coming', true]] as const) {
    map.addLayer({
      id,
      type: 'line',
      source: SOURCES.zones,
      filter: ['==', ['get', 'coming'], coming],
      layout: { 'line-join': 'round' },
      paint: { 'line-color': colour, 'line-width': weight, ...(coming && { 'line-dasharray': [2, 2] }) },
    });
  }
}

/** Labels stand above their zone's upper edge; added last, they win over the marks' own texts. */
export function addZoneLabels(map: MapLibre): void {
  map.addLayer({
    id: 'zone-label',
    type: 'symbol',
    source: SOURCES.zoneLabels,
    minzoom: 9,
    layout: {
      'text-field': ['format', ['get', 'name'], {}, '\n', {}, ['get', 'authority'], { 'font-scale': 0.85 }],
      'text-size': 12,
      'text-max-width': 16,
      'text-anchor': 'bottom',
      'text-offset': [0, -0.4],
      'text-font': ['Noto Sans Bold'],
    },
    paint: { 'text-color': colourByHazard(), 'text-halo-color': token('--map-halo'), 'text-halo-width': 1.6 },
  });
}

function colourByHazard(): ExpressionSpecification {
  const cases = HAZARD_CLASSES.flatMap((hazard) => [hazard, hazardColour(hazard)]);
  return ['match', ['get', 'hazard'], ...cases, hazardColour('other')] as unknown as ExpressionSpecification;
}

type ZoneVersion = NonNullable<Zone['current']>;

/** What of a zone is drawn: a desk's whole zone, or what a phone holds of it. */
export interface DrawnZone extends Pick<Zone, 'id' | 'name' | 'hazard_class' | 'state'> {
  readonly authority: Pick<Zone['authority'], 'name'>;
  readonly current: DrawnVersion | null;
  readonly next: DrawnVersion | null;
}

type DrawnVersion = Pick<ZoneVersion, 'level' | 'geometry' | 'parts'>;

/** What the two zone sources hold: the areas, and one point per zone for its label. */
export function zoneFeatures(zones: readonly DrawnZone[]) {
  const areas: GeoJSON.Feature[] = [];
  const labels: GeoJSON.Feature[] = [];
  for (const zone of zones) {
    const version = zone.current ?? zone.next;
    if (version === null || zone.state === 'ended') continue;
    const properties = {
      id: zone.id,
      name: zone.name,
      authority: zone.authority.name,
      hazard: hazardClass(zone.hazard_class),
      level: version.level,
      coming: zone.current === null,
    };
    areas.push({ type: 'Feature', properties, geometry: version.geometry });
    for (const part of version.parts) {
      areas.push({ type: 'Feature', properties: { ...properties, part: part.kind, level: 1 }, geometry: part.geometry });
    }
    labels.push({
      type: 'Feature',
      properties,
      geometry: { type: 'Point', coordinates: [...topOf(version.geometry)] },
    });
  }
  return {
    areas: { type: 'FeatureCollection' as const, features: areas },
    labels: { type: 'FeatureCollection' as const, features: labels },
  };
}
