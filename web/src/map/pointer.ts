import type { GeoJSONSource, Map as MapLibre, MapMouseEvent } from 'maplibre-gl';
import { useEffect, useRef } from 'preact/hooks';
import { SOURCES } from './style.ts';

interface Pointer {
  onSelect?: (ticketId: string) => void;
  onClosure?: (closureId: string) => void;
  /** Clicks belong to somebody else. */
  drawing?: boolean;
  onPick?: ((place: readonly [number, number]) => void) | undefined;
}

/** Half the side of the square around the pointer in which a mark counts as hit. */
const REACH_PX = 6;

/** A click picks a place, opens a ticket or a closure, or opens up a cluster. */
export function useMapPointer(map: MapLibre | null, styled: number, pointer: Pointer): void {
  const latest = useRef(pointer);
  latest.current = pointer;
  useEffect(() => {
    if (map === null || styled === 0) return undefined;
    const onClick = (event: MapMouseEvent): void => {
      if (latest.current.drawing) return;
      if (latest.current.onPick) {
        latest.current.onPick([event.lngLat.lng, event.lngLat.lat]);
        return;
      }
      const hit = featureAt(map, event);
      if (hit?.layer.id === 'ticket') latest.current.onSelect?.(String(hit.properties.id));
      else if (hit?.layer.id === 'ticket-cluster') void openCluster(map, hit);
      else if (hit?.layer.id === 'closure-sign') latest.current.onClosure?.(String(hit.properties.id));
    };
    const onMove = (event: MapMouseEvent): void => {
      if (latest.current.drawing) return;
      const over = latest.current.onPick === undefined && featureAt(map, event) !== undefined;
      map.getCanvas().style.cursor = over ? 'pointer' : '';
    };
    map.on('click', onClick);
    map.on('mousemove', onMove);
    return () => {
      map.off('click', onClick);
      map.off('mousemove', onMove);
    };
  }, [map, styled > 0]);
}

function featureAt(map: MapLibre, event: MapMouseEvent) {
  const { x, y } = event.point;
  const square: [[number, number], [number, number]] = [
    [x - REACH_PX, y - REACH_PX],
    [x + REACH_PX, y + REACH_PX],
  ];
  const layers = ['ticket', 'ticket-cluster', 'closure-sign'].filter((id) => map.getLayer(id) !== undefined);
  return map.queryRenderedFeatures(square, { layers })[0];
}

async function openCluster(map: MapLibre, hit: { properties: Record<string, unknown>; geometry: GeoJSON.Geometry }) {
  const source = map.getSource(SOURCES.tickets) as GeoJSONSource;
  const zoom = await source.getClusterExpansionZoom(Number(hit.properties.cluster_id));
  if (hit.geometry.type !== 'Point') return;
  const [lon = 0, lat = 0] = hit.geometry.coordinates;
  map.easeTo({ center: [lon, lat], zoom });
}
