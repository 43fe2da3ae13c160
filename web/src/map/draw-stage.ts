import type { Map as MapLibre } from 'maplibre-gl';
import { TerraDraw, type GeoJSONStoreFeatures } from 'terra-draw';
import { TerraDrawMapLibreGLAdapter } from 'terra-draw-maplibre-gl-adapter';
import { emptySource } from './style.ts';

/** Drawn and loaded positions carry so many decimals, about a centimetre. */
const DECIMALS = 7;
const PREFIX = 'zone-draw';

export interface StageParts {
  /** The modes, made anew each time so that they have the present theme's colours. */
  readonly modes: () => ConstructorParameters<typeof TerraDraw>[0]['modes'];
  /** Listen to a drawing that begins, and set its mode. */
  readonly begin: (made: TerraDraw) => void;
  /** What is to be seen on it. */
  readonly features: () => GeoJSONStoreFeatures[];
}

/** A drawing on a map. It outlives a change of theme, which loads a new style that knows nothing of it. */
export interface Stage {
  /** The drawing of now; after a change of theme it is another one. */
  readonly drawing: () => TerraDraw;
  /** True while it is changed from here, which is nobody's doing on the map. */
  readonly isLoading: () => boolean;
  /** Put `features()` in place of what is drawn; the ids of what could be shown. */
  readonly show: () => readonly (string | number)[];
  readonly stop: () => void;
}

export function openStage(map: MapLibre, parts: StageParts): Stage {
  let loading = false;
  let removed = false;
  let drawing = begin();

  function begin(): TerraDraw {
    const adapter = new TerraDrawMapLibreGLAdapter({ map, coordinatePrecision: DECIMALS, prefixId: PREFIX });
    const made = new TerraDraw({ adapter, modes: parts.modes() });
    made.start();
    parts.begin(made);
    return made;
  }

  /** Stopping clears the drawing, which is no change of what was drawn. */
  function end(): void {
    loading = true;
    drawing.stop();
    loading = false;
  }

  function show(): readonly (string | number)[] {
    loading = true;
    drawing.clear();
    const added = drawing.addFeatures(parts.features());
    loading = false;
    return added.flatMap(({ id, valid }) => (valid && id !== undefined ? [id] : []));
  }

  function restart(): void {
    // Stopping empties its sources and removes its layers, which went with the old style: the sources are put
    // back for that moment, and that the layers cannot be removed once more is no error.
    for (const kind of ['point', 'linestring', 'polygon']) map.addSource(`${PREFIX}-${kind}`, emptySource());
    map.on('error', ignore);
    end();
    map.off('error', ignore);
    drawing = begin();
    show();
  }
  map.on('style.load', restart);
  map.once('remove', () => {
    removed = true;
  });

  return {
    drawing: () => drawing,
    isLoading: () => loading,
    show,
    stop: () => {
      map.off('style.load', restart);
      if (!removed) end();
    },
  };
}

function ignore(): void {}

/** A position as a drawing takes it: no height, no more decimals than it writes. */
export function plain(position: readonly number[]): number[] {
  return position.slice(0, 2).map((degrees) => Number(degrees.toFixed(DECIMALS)));
}
