import type { Map as MapLibre } from 'maplibre-gl';
import type { JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { Button } from '../../design/index.ts';
import { t } from '../../i18n/index.ts';
import { boxOf, fitTo, type ShapeDraw } from '../../map/index.ts';
import { textOf } from './closure-shape.ts';
import * as closures from './closure-store.ts';

/** Over the map while a closure is written: it is drawn here, and what was typed is shown. */
export function ClosureTools(props: { map: MapLibre }): JSX.Element {
  const { map } = props;
  const [draw, setDraw] = useState<ShapeDraw | null>(null);
  const read = closures.place.value;
  const shape = 'shape' in read ? read.shape : null;
  const kind = closures.kind.value;
  useEffect(() => startDrawing(map, setDraw), [map]);
  useEffect(() => {
    if (draw === null) return;
    const drawn = draw.geometry();
    if (shape === null) draw.draw(kind);
    else if (drawn?.type !== shape.type || textOf(drawn) !== textOf(shape)) {
      draw.load(shape);
      bringIntoView(map, shape);
    }
  }, [draw, kind, closures.placeText.value]);
  return (
    <div class="draw-tools" data-testid="closure-tools" data-ready={draw !== null}>
      <span class="small">{shape === null ? t(`closure.draw.${kind}`) : t(kind === 'Point' ? 'closure.drawn.Point' : 'closure.drawn.other')}</span>
      {shape !== null && (
        <span>
          <Button testId="closure-redraw" onClick={() => closures.draw(null)}>
            {t('closure.redraw')}
          </Button>
        </span>
      )}
    </div>
  );
}

/** The drawing library is fetched when the first road is closed; returns the way to stop. */
function startDrawing(map: MapLibre, ready: (draw: ShapeDraw) => void): () => void {
  let stopped = false;
  let draw: ShapeDraw | null = null;
  void import('../../map/draw-shape.ts').then(({ createShapeDraw }) => {
    if (stopped) return;
    draw = createShapeDraw(map, closures.draw);
    ready(draw);
  });
  return () => {
    stopped = true;
    draw?.stop();
  };
}

/** What is typed may lie elsewhere; what is being looked at stays when it does not. */
function bringIntoView(map: MapLibre, shape: GeoJSON.Geometry): void {
  const box = boxOf([shape]);
  if (box === null) return;
  const [west, south, east, north] = box;
  const view = map.getBounds();
  if (!view.contains([west, south]) || !view.contains([east, north])) fitTo(map, box);
}

/** Look at the closure that was chosen in the list or on the map. */
export function useShownClosure(map: MapLibre | null): void {
  const id = closures.shownId.value;
  useEffect(() => {
    const shown = closures.closures.peek()?.find((closure) => closure.id === id);
    if (map === null || shown === undefined) return;
    // The side column may just be opening: the map has its new size after the next frame.
    requestAnimationFrame(() => {
      map.resize();
      fitTo(map, boxOf([shown.geometry as GeoJSON.Geometry]));
    });
  }, [map, id]);
}
