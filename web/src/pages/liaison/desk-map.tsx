import type { Map as MapLibre } from 'maplibre-gl';
import { computed } from '@preact/signals';
import type { JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { Segmented } from '../../design/index.ts';
import { t } from '../../i18n/index.ts';
import { boundariesOf, boxOf, fitTo, MapView, type DrawnZone, type ZoneDraw } from '../../map/index.ts';
import * as orders from './order-store.ts';
import * as store from './store.ts';

type Tool = 'draw' | 'cut' | 'edit';

const boundaries = computed(() =>
  boundariesOf(
    [],
    [
      ...(store.authorities.data.value?.items ?? []).map((authority) => authority.area),
      ...(store.target.value === 'zone' ? [] : [store.area.value]),
    ],
  ),
);
/** A liaison begins with the zones and areas that are theirs to answer for. */
const home = computed(() => [
  ...store.ownZones.value.flatMap((zone) => (zone.current ?? zone.next)?.geometry ?? []),
  ...store.ownAuthorities.value.flatMap((authority) => authority.area ?? []),
]);
const settled = computed(() => store.zones.data.value !== null && store.authorities.data.value !== null);
const place = computed(() => {
  const [lon, lat] = store.tab.value === 'requests' ? (store.permit.value?.ticket.place.coordinates ?? []) : [];
  return lon === undefined || lat === undefined ? null : ([lon, lat] as const);
});
/** While a new version is being drawn its zone makes room for the drawing. */
const shownZones = computed((): readonly DrawnZone[] => {
  const drafting = store.drafting.value;
  if (store.tab.value === 'orders') return [...openedOrder(), ...store.zoneRows.value];
  if (drafting === null) return store.zoneRows.value;
  return store.zoneRows.value.filter((zone) => drafting === 'new' || zone.id !== drafting.id);
});

/** Where the opened order binds; one whose area is being changed makes room for the drawing. */
function openedOrder(): DrawnZone[] {
  const [order, geometry] = [orders.order.value, orders.shape.value];
  if (order === null || geometry === null || orders.drawing.value || orders.drafting.value === 'new') return [];
  const authority = { name: order.legal_reference };
  const drawn = { id: order.id, name: order.name, hazard_class: 'other', state: 'in_force' as const, authority };
  return [{ ...drawn, current: { level: 1, geometry, parts: [] }, next: null }];
}

/** Every zone, the place of the open request, and the drawing of a new area. */
export function DeskMap(): JSX.Element {
  const [map, setMap] = useState<MapLibre | null>(null);
  useLookAt(map);
  return (
    <MapView
      zones={shownZones.value}
      boundaries={boundaries.value}
      picked={place.value}
      home={home.value}
      settled={settled.value}
      onMap={setMap}
    >
      {map !== null && (store.drafting.value !== null || orders.drawing.value) ? <DrawTools map={map} /> : undefined}
    </MapView>
  );
}

/** What was opened last in the tab that is shown: its id, and where it lies once that is known. */
const opened = computed((): readonly [string | undefined, readonly GeoJSON.Geometry[]] => {
  const [permit, zone, order] = [store.permit.value, store.zone.value, orders.order.value];
  const there = (shapes: readonly (GeoJSON.Geometry | null | undefined)[]) => shapes.filter((shape) => shape != null);
  if (store.tab.value === 'requests') return [permit?.id, there([permit?.ticket.place, permit?.zone.geometry])];
  if (store.tab.value === 'authorities') return [store.authority.value?.id, there([store.authority.value?.area])];
  if (store.tab.value === 'orders') return [order?.id, there([orders.shape.value])];
  return [zone?.id, there([(zone?.current ?? zone?.next)?.geometry])];
});

/** Look at what was just opened: the request's place with its zone, the zone, or where the order binds. */
function useLookAt(map: MapLibre | null): void {
  const [id, seen] = opened.value;
  const known = seen.length > 0;
  useEffect(() => {
    if (map === null || !known) return;
    // The side column may just be opening: the map has its new size after the next frame.
    requestAnimationFrame(() => {
      map.resize();
      fitTo(map, boxOf(seen));
    });
  }, [map, id, known]);
}

function DrawTools(props: { map: MapLibre }): JSX.Element {
  const [draw, setDraw] = useState<ZoneDraw | null>(null);
  const [tool, setTool] = useState<Tool>(store.drawn.value === null ? 'draw' : 'edit');
  useEffect(() => startDrawing(props.map, setDraw, () => setTool('edit')), [props.map]);
  useEffect(() => {
    draw?.[tool]();
  }, [draw, tool]);
  useEffect(() => {
    // Pasted areas, and those of a new version's base, go onto the map; the drawing's own need not.
    const area = store.drawn.value;
    if (draw === null || area === draw.geometry()) return;
    draw.load(area);
    setTool(area === null ? 'draw' : 'edit');
    if (area !== null && store.target.value === 'zone') fitTo(props.map, boxOf([area]));
  }, [draw, store.drawn.value, store.target.value]);
  const clear = (): void => {
    store.draw(null);
    setTool('draw');
  };
  return (
    <div class="draw-tools" data-testid="draw-tools" data-ready={draw !== null}>
      <div class="cluster">
        <Segmented<Tool>
          label={t('zone_form.area')}
          chosen={tool}
          options={[
            { value: 'draw', label: t('zone_form.draw') },
            { value: 'cut', label: t('zone_form.cut') },
            { value: 'edit', label: t('zone_form.edit') },
          ]}
          onChoose={setTool}
        />
        <button type="button" class="button" onClick={clear}>
          {t('action.clear')}
        </button>
      </div>
      <span class="small">
        {store.target.value !== 'zone' && <strong>{t('zone_parts.drawing')} </strong>}
        {t(`zone_form.${tool}_hint`)}
      </span>
      {store.strayHoles.value > 0 && (
        <span class="small draw-warning" role="alert">
          {t('zone_form.stray_hole')}
        </span>
      )}
    </div>
  );
}

/** The drawing library is fetched when the first zone is drawn; returns the way to stop. */
function startDrawing(map: MapLibre, ready: (draw: ZoneDraw) => void, drawn: () => void): () => void {
  let stopped = false;
  let draw: ZoneDraw | null = null;
  void import('../../map/draw.ts').then(({ createZoneDraw }) => {
    if (stopped) return;
    draw = createZoneDraw(map, (geometry, finished, strays) => {
      store.draw(geometry);
      store.strayHoles.value = strays;
      if (finished === 'draw') drawn();
    });
    ready(draw);
  });
  return () => {
    stopped = true;
    draw?.stop();
  };
}
