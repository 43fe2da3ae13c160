import { feature } from 'topojson-client';
import type { GeometryCollection, Topology } from 'topojson-specification';
import coarseUrl from 'world-atlas/land-110m.json?url';
import fineUrl from 'world-atlas/land-10m.json?url';

type LandTopology = Topology<{ land: GeometryCollection }>;
export type LandDetail = 'coarse' | 'fine';

const URLS: Readonly<Record<LandDetail, string>> = { coarse: coarseUrl, fine: fineUrl };
const loaded = new Map<LandDetail, Promise<GeoJSON.FeatureCollection>>();

/** The world's land without borders, from files that are part of the build. */
export function loadLand(detail: LandDetail): Promise<GeoJSON.FeatureCollection> {
  const known = loaded.get(detail);
  if (known !== undefined) return known;
  const loading = fetchLand(URLS[detail]);
  loaded.set(detail, loading);
  loading.catch(() => loaded.delete(detail));
  return loading;
}

async function fetchLand(url: string): Promise<GeoJSON.FeatureCollection> {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`land: ${response.status}`);
  const topology = (await response.json()) as LandTopology;
  return feature(topology, topology.objects.land);
}
