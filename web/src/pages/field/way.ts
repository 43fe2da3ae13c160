import type { Schemas } from '../../api/index.ts';
import type { MapPlace } from '../../map/place-layers.ts';
import type { DrawnZone } from '../../map/zone-layers.ts';
import { t } from '../../i18n/index.ts';
import type { Fix } from './fix.ts';
import { zonesOf, type JobPack } from './pack.ts';

export type Way = Schemas['AssignmentRouteOut'];

type Position = readonly [number, number];

export function placeOfJob(job: JobPack): Position {
  return positionOf(job.ticket.place.coordinates);
}

function positionOf([lon = 0, lat = 0]: readonly number[]): Position {
  return [lon, lat];
}

/** The way as the map draws it: along the roads where it is known, and straight from where the phone is now to it. */
export function wayFeatures(job: JobPack, way: Way | null, fix: Fix | null): GeoJSON.FeatureCollection {
  const goal = placeOfJob(job);
  const road = way?.geometry?.coordinates.map(positionOf) ?? [];
  const known = way?.travel?.source !== 'straight_line' && road.length > 1;
  const features: GeoJSON.Feature[] = [];
  if (road.length > 1 && (known || fix === null)) features.push(line(road, !known));
  if (fix !== null) {
    const here: Position = [fix.lon, fix.lat];
    features.push(line([here, (known ? nearest(road, here) : null) ?? goal], true));
  }
  return { type: 'FeatureCollection', features };
}

function line(points: readonly Position[], estimate: boolean): GeoJSON.Feature {
  return { type: 'Feature', properties: { estimate }, geometry: { type: 'LineString', coordinates: points.map((p) => [...p]) } };
}

/** The point of a way that is nearest to a position; null for a way without points. */
export function nearest(way: readonly Position[], to: Position): Position | null {
  const squeeze = Math.cos((to[1] * Math.PI) / 180);
  const off = ([lon, lat]: Position): number => ((lon - to[0]) * squeeze) ** 2 + (lat - to[1]) ** 2;
  const along = ([lon, lat]: Position, [toLon, toLat]: Position): Position => {
    const [dx, dy] = [(toLon - lon) * squeeze, toLat - lat];
    const length = dx * dx + dy * dy;
    const share = length === 0 ? 0 : ((to[0] - lon) * squeeze * dx + (to[1] - lat) * dy) / length;
    const at = Math.min(1, Math.max(0, share));
    return [lon + (toLon - lon) * at, lat + (toLat - lat) * at];
  };
  const feet = way.flatMap((point, index) => [point, ...(index > 0 ? [along(way[index - 1] ?? point, point)] : [])]);
  return feet.reduce<Position | null>((best, point) => (best === null || off(point) < off(best) ? point : best), null);
}

/** The job, the gates and doffing points of its zones, and the phone itself. */
export function placesOf(job: JobPack, fix: Fix | null): readonly MapPlace[] {
  const gates = zonesOf(job).flatMap((zone) =>
    zone.gates.map((gate): MapPlace => ({
      kind: gate.name === doffingOf(job) ? 'doffing' : 'gate',
      label: gate.name || t('field.map.gate'),
      place: positionOf(gate.place.coordinates),
    })),
  );
  const me: MapPlace[] = fix === null ? [] : [{ kind: 'me', label: t('field.map.me'), place: [fix.lon, fix.lat] }];
  return [...gates, { kind: 'job', label: t('field.map.job'), place: placeOfJob(job) }, ...me];
}

/** Where people of this job take their protection off: a control point of that name, or words. */
export function doffingOf(job: JobPack): string | null {
  return job.doffing_point ?? zonesOf(job).find((zone) => zone.doffing_point)?.doffing_point ?? null;
}

/** The job's own zones with their parts, and those that one may meet on the way. */
export function drawnZones(job: JobPack, now: number): readonly DrawnZone[] {
  const own = job.zones.flatMap((zone): DrawnZone[] =>
    zone.geometry === null ? [] : [drawn(zone, zone.geometry, zone.authority.name, zone.coming, zone.parts)],
  );
  const known = new Set(job.zones.map((zone) => zone.zone_id));
  const near = (job.map?.zones ?? [])
    .filter((zone) => !known.has(zone.zone_id))
    .map((zone) => drawn(zone, zone.geometry, '', Date.parse(zone.valid_from) > now, []));
  return [...own, ...near];
}

type Named = Pick<JobPack['zones'][number], 'zone_id' | 'name' | 'hazard_class' | 'level'>;
type Version = NonNullable<DrawnZone['current']>;

function drawn(
  zone: Named,
  geometry: Version['geometry'],
  authority: string,
  coming: boolean,
  parts: Version['parts'],
): DrawnZone {
  const version = { level: zone.level, geometry, parts };
  return {
    id: zone.zone_id,
    name: zone.name,
    hazard_class: zone.hazard_class,
    authority: { name: authority },
    state: coming ? 'coming' : 'in_force',
    current: coming ? null : version,
    next: coming ? version : null,
  };
}
