import type { Map as MapLibre } from 'maplibre-gl';
import type { JSX } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { Crew, RoadClosure, Ticket } from '../api/index.ts';
import { Button, dark, EmptyState, Icon } from '../design/index.ts';
import { locale, t } from '../i18n/index.ts';
import { closureFeatures } from './closure-layers.ts';
import { createMap, fitTo, redrawTheme, setFeatures } from './create.ts';
import { boxOf, type Box } from './geometry.ts';
import { crewFeatures, pickFeatures, ticketFeatures } from './point-layers.ts';
import { NOTHING, SOURCES } from './style.ts';
import { placeFeatures, type MapPlace } from './place-layers.ts';
import { showTiles, type Tiles } from './tile-layer.ts';
import { zoneFeatures, type DrawnZone } from './zone-layers.ts';
import { useMapPointer } from './pointer.ts';

const RESIZE_MS = 150;
/** This share of the map along each edge counts as out of view: labels need room too. */
const EDGE = 0.15;

export interface MapViewProps {
  zones: readonly DrawnZone[];
  /** Places with their words, as a crew's own map shows them. */
  places?: readonly MapPlace[];
  /** The base map's tiles, where the page has any. */
  tiles?: Tiles | null;
  tickets?: readonly Ticket[];
  crews?: readonly Crew[];
  /** The operator's own boundaries, drawn as land with thin edges. */
  boundaries?: GeoJSON.FeatureCollection;
  selectedId?: string | null;
  onSelect?: (ticketId: string) => void;
  /** A crew's way, as lines and numbered points. */
  legs?: GeoJSON.FeatureCollection | null;
  closures?: readonly RoadClosure[];
  onClosure?: (closureId: string) => void;
  /** Milliseconds; what begins later than that is drawn as yet to come. */
  now?: number;
  /** True while something is drawn on it: clicks are the drawing's. */
  drawing?: boolean;
  /** When given, a click chooses a place instead of a ticket. */
  onPick?: ((place: readonly [number, number]) => void) | undefined;
  picked?: readonly [number, number] | null;
  /** What the first view shows; everything when left out. */
  home?: readonly GeoJSON.Geometry[];
  /** False while more is on its way: the first view waits for it. */
  settled?: boolean;
  pickedAccuracyM?: number;
  /** Hands the map out, for drawing tools and for tests that wait for it to come to rest. */
  onMap?: (map: MapLibre) => void;
  children?: JSX.Element | undefined;
}

/** Zones, tickets and crews on one map. Everything on it is in the lists too, so it needs no keyboard of its own. */
export function MapView(props: MapViewProps): JSX.Element {
  const container = useRef<HTMLDivElement>(null);
  const [map, setMap] = useState<MapLibre | null>(null);
  const [styled, setStyled] = useState(0);
  const [failed, setFailed] = useState(false);
  const everything = boxOfAll(props);
  const settled = props.settled ?? true;

  useEffect(() => {
    if (container.current === null) return undefined;
    try {
      const made = createMap(container.current, () => setStyled((count) => count + 1));
      setMap(made);
      props.onMap?.(made);
      return () => made.remove();
    } catch {
      setFailed(true);
      return undefined;
    }
  }, []);
  useTheme(map);
  useData(map, styled, props);
  useFirstFit(map, settled ? (boxOf(props.home ?? []) ?? everything) : null);
  useSelectedInView(map, props);
  useMapPointer(map, styled, props);

  // What is pressed beside the map is needed all the more where there is none.
  if (failed)
    return (
      <section class="map" aria-label={t('map.label')} data-failed="true">
        <EmptyState title={t('map.failed')} hint={t('map.failed_hint')} testId="map-failed" />
        {props.children}
      </section>
    );
  return (
    <section class="map" aria-label={t('map.label')} data-picking={props.onPick !== undefined} data-testid="map">
      <p class="visually-hidden">{t('map.alternative')}</p>
      <div class="map-canvas" ref={container} />
      {props.onPick && <div class="map-hint">{t('map.pick')}</div>}
      <div class="map-tools">
        <Button icon kind="quiet" label={t('map.zoom_in')} onClick={() => map?.zoomIn()}>
          <Icon name="plus" />
        </Button>
        <Button icon kind="quiet" label={t('map.zoom_out')} onClick={() => map?.zoomOut()}>
          <Icon name="minus" />
        </Button>
        <Button icon kind="quiet" label={t('map.fit')} testId="map-fit" onClick={() => map && fitTo(map, everything)}>
          <Icon name="fit" />
        </Button>
      </div>
      {props.children}
    </section>
  );
}

function boxOfAll(props: MapViewProps): Box | null {
  const tickets = (props.tickets ?? []).map((ticket) => ticket.place);
  const zones = props.zones.flatMap((zone) => (zone.current ?? zone.next)?.geometry ?? []);
  const crews = (props.crews ?? []).map((crew) => crew.position ?? crew.base);
  const places = [...tickets, ...zones, ...crews, ...(props.home ?? [])];
  return boxOf(places.length > 0 ? places : (props.boundaries?.features ?? []).map((area) => area.geometry));
}

/** Colours on the map are data, so a change of theme draws it anew. */
function useTheme(map: MapLibre | null): void {
  const isDark = dark.value;
  const drawn = useRef(isDark);
  useEffect(() => {
    if (map === null || drawn.current === isDark) return;
    drawn.current = isDark;
    redrawTheme(map);
  }, [map, isDark]);
}

/** Each source is filled by itself, so that a moving crew costs nothing but the crews. */
function useData(map: MapLibre | null, styled: number, props: MapViewProps): void {
  const ready = map !== null && styled > 0;
  const language = locale.value;
  useEffect(() => {
    if (!ready) return;
    const { areas, labels } = zoneFeatures(props.zones);
    setFeatures(map, SOURCES.zones, areas);
    setFeatures(map, SOURCES.zoneLabels, labels);
  }, [map, styled, props.zones]);
  useEffect(() => {
    if (ready) setFeatures(map, SOURCES.tickets, ticketFeatures(props.tickets ?? []));
  }, [map, styled, props.tickets]);
  useEffect(() => {
    const chosen = (props.tickets ?? []).filter((ticket) => ticket.id === props.selectedId);
    if (ready) setFeatures(map, SOURCES.selected, ticketFeatures(chosen));
  }, [map, styled, props.tickets, props.selectedId]);
  useEffect(() => {
    if (ready) setFeatures(map, SOURCES.crews, crewFeatures(props.crews ?? []));
  }, [map, styled, props.crews, language]);
  useEffect(() => {
    if (ready) setFeatures(map, SOURCES.legs, props.legs ?? NOTHING);
  }, [map, styled, props.legs]);
  useEffect(() => {
    if (ready) setFeatures(map, SOURCES.closures, closureFeatures(props.closures ?? [], props.now ?? 0));
  }, [map, styled, props.closures, props.now]);
  useEffect(() => {
    if (ready && props.boundaries) setFeatures(map, SOURCES.boundaries, props.boundaries);
  }, [map, styled, props.boundaries]);
  useEffect(() => {
    if (ready) setFeatures(map, SOURCES.places, placeFeatures(props.places ?? []));
  }, [map, styled, props.places]);
  useEffect(() => {
    if (ready && props.tiles) showTiles(map, props.tiles);
  }, [map, styled, props.tiles?.url]);
  useEffect(() => {
    if (ready) setFeatures(map, SOURCES.pick, pickFeatures(props.picked ?? null, props.pickedAccuracyM ?? 0));
  }, [map, styled, props.picked, props.pickedAccuracyM]);
}

/** Look at the data once, when it first arrives; afterwards the person decides. */
function useFirstFit(map: MapLibre | null, box: Box | null): void {
  const done = useRef(false);
  useEffect(() => {
    if (map === null || box === null || done.current) return;
    done.current = true;
    fitTo(map, box, false);
  }, [map, box === null]);
}

/** Bring the selected ticket into view when it lies outside; never move the map under somebody's hand. */
function useSelectedInView(map: MapLibre | null, props: MapViewProps): void {
  useEffect(() => {
    const place = props.tickets?.find((ticket) => ticket.id === props.selectedId)?.place.coordinates;
    if (map === null || place?.[0] === undefined || place[1] === undefined) return undefined;
    const target: [number, number] = [place[0], place[1]];
    // The map may just be making room for the column beside it.
    const timer = setTimeout(() => bringIntoView(map, target), RESIZE_MS);
    return () => clearTimeout(timer);
  }, [map, props.selectedId]);
}

function bringIntoView(map: MapLibre, target: [number, number]): void {
  const { x, y } = map.project(target);
  const { clientWidth, clientHeight } = map.getContainer();
  const within = (at: number, size: number): boolean => at > size * EDGE && at < size * (1 - EDGE);
  if (!within(x, clientWidth) || !within(y, clientHeight)) map.easeTo({ center: target });
}
