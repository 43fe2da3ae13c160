import type { Map as MapLibre } from 'maplibre-gl';
import type { JSX } from 'preact';
import { useEffect, useMemo, useState } from 'preact/hooks';
import { Button } from '../../design/index.ts';
import { formatDistance, formatMinutes, t } from '../../i18n/index.ts';
import { MapView, type Tiles } from '../../map/index.ts';
import { findFile, steadyNow } from '../../offline/index.ts';
import { fix, fixRefused, followFix } from './fix.ts';
import type { JobPack } from './pack.ts';
import { drawnZones, placeOfJob, placesOf, wayFeatures, type Way } from './way.ts';
import { DATA_CACHE } from './wiping.ts';
import * as store from './store.ts';

export interface JobMapProps {
  readonly job: JobPack;
}

const MY_ZOOM = 15;

/** The way to the job, the zones around it, gate and doffing point, and the phone itself; all of it without a network. */
export function JobMap(props: JobMapProps): JSX.Element {
  const { job } = props;
  const [map, setMap] = useState<MapLibre | null>(null);
  useEffect(followFix, []);
  const way = store.ways.value.get(job.id) ?? null;
  const here = fix.value;
  const zones = useMemo(() => drawnZones(job, steadyNow()), [job]);
  const places = useMemo(() => placesOf(job, here), [job, here]);
  const legs = useMemo(() => wayFeatures(job, way, here), [job, way, here]);
  const [lon, lat] = placeOfJob(job);
  const home: GeoJSON.Geometry[] = [
    { type: 'Point', coordinates: [lon, lat] },
    ...places.map(({ place }): GeoJSON.Point => ({ type: 'Point', coordinates: [...place] })),
    ...legs.features.map(({ geometry }) => geometry),
  ];
  const locate = (): void => {
    if (here !== null) map?.easeTo({ center: [here.lon, here.lat], zoom: Math.max(map.getZoom(), MY_ZOOM) });
  };
  return (
    <div class="job-map" data-testid="job-map" data-way={way?.geometry ? 'road' : 'none'}>
      <MapView zones={zones} places={places} legs={legs} home={home} tiles={tilesOf(job)} onMap={setMap}>
        <div class="job-map-foot">
          <WayLine way={way} />
          <Button testId="locate" disabled={here === null || map === null} onClick={locate}>
            {t('field.map.locate')}
          </Button>
        </div>
      </MapView>
      {fixRefused.value && here === null && <p class="muted small job-map-note">{t('field.map.no_fix')}</p>}
    </div>
  );
}

function WayLine(props: { way: Way | null }): JSX.Element | null {
  const { way } = props;
  if (way?.distance_m == null) return null;
  const time = way.seconds == null ? '–' : formatMinutes(way.seconds / 60);
  return <span class="job-map-way">{t('field.map.way', { distance: formatDistance(way.distance_m), time })}</span>;
}

/** What was prefetched of the installation's base map; null where it has none. */
function tilesOf(job: JobPack): Tiles | null {
  const { tiles_url: url, min_zoom: minZoom, max_zoom: maxZoom } = job.map ?? {};
  if (!url || minZoom === undefined || maxZoom === undefined) return null;
  return { url, minZoom, maxZoom, find: (address, signal) => findFile(DATA_CACHE, address, signal) };
}
