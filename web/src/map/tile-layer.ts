import { addProtocol, type Map as MapLibre } from 'maplibre-gl';
import { SOURCES } from './style.ts';

const PROTOCOL = 'kept-tile';
const LAYER = 'tiles';
const TILE_PX = 256;

/** Finds a tile's bytes where they are kept, or asks the network. */
export type FindTile = (url: string, signal: AbortSignal) => Promise<ArrayBuffer>;

/** The base map's tiles: their address with `{z}`, `{x}` and `{y}`, how far they go, and where they are found. */
export interface Tiles {
  readonly url: string;
  readonly minZoom: number;
  readonly maxZoom: number;
  readonly find: FindTile;
}

/** Draw tiles above land and boundaries, and below all that Cordon knows; once for each style. */
export function showTiles(map: MapLibre, tiles: Tiles): void {
  if (map.getSource(SOURCES.tiles) !== undefined) return;
  addProtocol(PROTOCOL, async ({ url }, { signal }) => {
    const [z = '', x = '', y = ''] = url.slice(`${PROTOCOL}://`.length).split('/');
    const address = tiles.url.replace('{z}', z).replace('{x}', x).replace('{y}', y);
    return { data: await tiles.find(address, signal) };
  });
  map.addSource(SOURCES.tiles, {
    type: 'raster',
    tiles: [`${PROTOCOL}://{z}/{x}/{y}`],
    tileSize: TILE_PX,
    minzoom: tiles.minZoom,
    maxzoom: tiles.maxZoom,
  });
  map.addLayer({ id: LAYER, type: 'raster', source: SOURCES.tiles }, 'zone-tint');
}
