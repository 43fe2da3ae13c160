import type { JSX } from 'preact';
import { useRef, useState } from 'preact/hooks';
import { Button } from '../design/index.ts';
import { t } from '../i18n/index.ts';
import { Confirm, type AnswerProps } from './confirm.tsx';

const WIDTH = 320;
const HEIGHT = 180;
/** A shorter line is a slip of the finger, not a signature. */
const LEAST_POINTS = 4;

type Stroke = readonly (readonly [number, number])[];

/** A signature drawn by finger, kept as one SVG path so that it is small enough for a weak network. */
export function SignatureAnswer(props: AnswerProps): JSX.Element {
  const [strokes, setStrokes] = useState<readonly Stroke[]>([]);
  const drawing = useRef(false);
  const point = (event: PointerEvent): readonly [number, number] => {
    const box = (event.currentTarget as SVGElement).getBoundingClientRect();
    const x = ((event.clientX - box.left) / box.width) * WIDTH;
    return [Math.round(x), Math.round(((event.clientY - box.top) / box.height) * HEIGHT)];
  };
  const begin = (event: PointerEvent): void => {
    (event.currentTarget as SVGElement).setPointerCapture(event.pointerId);
    drawing.current = true;
    const first = point(event);
    setStrokes((held) => [...held, [first]]);
  };
  const extend = (event: PointerEvent): void => {
    if (!drawing.current) return;
    const next = point(event);
    setStrokes((held) => [...held.slice(0, -1), [...(held[held.length - 1] ?? []), next]]);
  };
  const end = (): void => {
    drawing.current = false;
  };
  const count = strokes.reduce((sum, stroke) => sum + stroke.length, 0);
  const path = signaturePath(strokes);
  return props.children(
    <div class="stack-tight">
      <svg
        class="signature"
        viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
        role="img"
        aria-label={t('item.sign_here')}
        data-testid="signature"
        onPointerDown={begin}
        onPointerMove={extend}
        onPointerUp={end}
        onPointerCancel={end}
      >
        <path d={path} />
      </svg>
      <div class="spread">
        <span class="muted small">{t('item.sign_here')}</span>
        <Button kind="quiet" disabled={count === 0} onClick={() => setStrokes([])}>
          {t('action.clear')}
        </Button>
      </div>
    </div>,
    <Confirm disabled={count < LEAST_POINTS} onClick={() => props.onAnswer(path)} />,
  );
}

/** The strokes as the `d` of an SVG path in a box of 320 by 180. */
export function signaturePath(strokes: readonly Stroke[]): string {
  return strokes.map((stroke) => `M${stroke.map(([x, y]) => `${x} ${y}`).join('L')}`).join('');
}
