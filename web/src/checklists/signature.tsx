import type { JSX } from 'preact';
import { useRef, useState } from 'preact/hooks';
import { Button, Field } from '../design/index.ts';
import { t } from '../i18n/index.ts';
import { Confirm, type AnswerProps } from './confirm.tsx';

const WIDTH = 320;
const HEIGHT = 180;
/** A shorter line is a slip of the finger, not a signature. */
const LEAST_POINTS = 4;
const LEAST_LETTERS = 2;

type Stroke = readonly (readonly [number, number])[];

/** A signature: drawn by finger, or the name in full where somebody cannot draw. */
export function SignatureAnswer(props: AnswerProps): JSX.Element {
  const [writing, setWriting] = useState(false);
  const other = (
    <Button kind="quiet" testId="sign-otherwise" onClick={() => setWriting(!writing)}>
      {t(writing ? 'item.sign_drawn' : 'item.sign_written')}
    </Button>
  );
  return writing ? <WrittenName {...props} other={other} /> : <DrawnName {...props} other={other} />;
}

/** Drawn by finger, kept as one SVG path so that it is small enough for a weak network. */
function DrawnName(props: AnswerProps & { other: JSX.Element }): JSX.Element {
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
      {props.other}
    </div>,
    <Confirm disabled={count < LEAST_POINTS} onClick={() => props.onAnswer(path)} />,
  );
}

/** Written by keyboard and kept as a picture, whose hash the answer names as it does a photo's. */
function WrittenName(props: AnswerProps & { other: JSX.Element }): JSX.Element {
  const [name, setName] = useState('');
  const answer = async (): Promise<boolean> => {
    const picture = await pictureOf(name.trim());
    const named = picture && (await props.keepPhoto(picture));
    if (named !== null) props.onAnswer(named);
    return named !== null;
  };
  return props.children(
    <div class="stack-tight">
      <Field name="signature" label={t('item.sign_name')} autocomplete="name" value={name} onInput={setName} />
      {props.other}
    </div>,
    <Confirm disabled={name.trim().length < LEAST_LETTERS} onClick={answer} />,
  );
}

/** A name as a picture, black on white. */
async function pictureOf(name: string): Promise<Blob | null> {
  const canvas = document.createElement('canvas');
  canvas.width = WIDTH * 2;
  canvas.height = HEIGHT * 2;
  const pen = canvas.getContext('2d');
  if (pen === null) return null;
  pen.fillStyle = '#ffffff';
  pen.fillRect(0, 0, canvas.width, canvas.height);
  pen.fillStyle = '#000000';
  pen.font = 'italic 44px serif';
  pen.textAlign = 'center';
  pen.textBaseline = 'middle';
  pen.fillText(name, canvas.width / 2, canvas.height / 2, canvas.width - 40);
  return new Promise((resolve) => canvas.toBlob(resolve, 'image/png'));
}

/** The strokes as the `d` of an SVG path in a box of 320 by 180. */
export function signaturePath(strokes: readonly Stroke[]): string {
  return strokes.map((stroke) => `M${stroke.map(([x, y]) => `${x} ${y}`).join('L')}`).join('');
}
