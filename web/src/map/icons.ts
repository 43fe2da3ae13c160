import { SHAPE_PATHS, TONE_SHAPES, token, type Mark, type Shape, type Tone } from '../design/index.ts';

const BOX = 16;
/** Icons are drawn three times as large and shown at a third: sharp on dense screens. */
export const ICON_PIXEL_RATIO = 3;
const PADDING = 3;

const CREW_BOX = 24;
const BADGE = 13;

/** A crew's mark: a van, pale when off shift, with the status of what it is doing in the corner. */
export function crewIcon(onShift: boolean, doing: Mark | null): string {
  return `crew-${onShift ? 'on' : 'off'}-${doing === null ? 'free' : doing.tone}`;
}
export const CREW_PATH = 'M1.5 4.2A1.2 1.2 0 0 1 2.7 3h6.1v7.5H1.5zM9.8 5h2.3l2.4 2.8v2.7H9.8zM4.2 10a1.7 1.7 0 1 1 0 3.4 1.7 1.7 0 0 1 0-3.4zm7.6 0a1.7 1.7 0 1 1 0 3.4 1.7 1.7 0 0 1 0-3.4z';

/** The sign on a closed road: no entry. */
export const CLOSURE_ICON = 'closure';
export const CLOSURE_PATH = 'M8 1a7 7 0 1 1 0 14A7 7 0 0 1 8 1zM3.6 6.5v3h8.8v-3z';

export function statusIcon(tone: Tone, shape: Shape = TONE_SHAPES[tone]): string {
  return `status-${tone}-${shape}`;
}

/** Every status mark and every crew mark, in the present theme's colours, by image name. */
export function drawIcons(): ReadonlyMap<string, ImageData> {
  const icons = new Map<string, ImageData>();
  for (const tone of Object.keys(TONE_SHAPES) as Tone[]) {
    icons.set(statusIcon(tone), drawShape(SHAPE_PATHS[TONE_SHAPES[tone]], token(`--status-${tone}`)));
  }
  icons.set(statusIcon('deferred', 'ring'), drawShape(SHAPE_PATHS.ring, token('--status-deferred')));
  icons.set(CLOSURE_ICON, drawShape(CLOSURE_PATH, token('--status-blocked')));
  for (const onShift of [true, false]) {
    const ground = token(onShift ? '--accent' : '--surface');
    const ink = token(onShift ? '--on-accent' : '--text-muted');
    icons.set(crewIcon(onShift, null), drawCrew(ground, ink, null));
    for (const tone of Object.keys(TONE_SHAPES) as Tone[]) {
      icons.set(crewIcon(onShift, { tone, shape: TONE_SHAPES[tone] }), drawCrew(ground, ink, tone));
    }
  }
  return icons;
}

function canvasOf(box: number): { context: CanvasRenderingContext2D; pixels: number } {
  const pixels = (box + 2 * PADDING) * ICON_PIXEL_RATIO;
  const canvas = document.createElement('canvas');
  canvas.width = pixels;
  canvas.height = pixels;
  const context = canvas.getContext('2d');
  if (context === null) throw new Error('canvas 2d is not available');
  context.scale(ICON_PIXEL_RATIO, ICON_PIXEL_RATIO);
  context.translate(PADDING, PADDING);
  return { context, pixels };
}

/** The shape in its colour with a halo of the map's paper, so that it reads on any hatch. */
function drawShape(path: string, colour: string): ImageData {
  const { context, pixels } = canvasOf(BOX);
  const shape = new Path2D(path);
  context.lineJoin = 'round';
  context.lineWidth = 4;
  context.strokeStyle = token('--map-halo');
  context.stroke(shape);
  context.fillStyle = colour;
  context.fill(shape, 'evenodd');
  return context.getImageData(0, 0, pixels, pixels);
}

function drawCrew(ground: string, ink: string, doing: Tone | null): ImageData {
  const { context, pixels } = canvasOf(CREW_BOX);
  context.beginPath();
  context.roundRect(1, 1, CREW_BOX - 2, CREW_BOX - 2, 6);
  context.lineWidth = 3;
  context.strokeStyle = token('--map-halo');
  context.stroke();
  context.lineWidth = 1;
  context.strokeStyle = ink;
  context.stroke();
  context.fillStyle = ground;
  context.fill();
  context.save();
  context.translate((CREW_BOX - BOX) / 2, (CREW_BOX - BOX) / 2 - 0.5);
  context.fillStyle = ink;
  context.fill(new Path2D(CREW_PATH));
  context.restore();
  if (doing !== null) drawBadge(context, doing);
  return context.getImageData(0, 0, pixels, pixels);
}

/** The status in the upper right corner, on a disc of the map's paper. */
function drawBadge(context: CanvasRenderingContext2D, doing: Tone): void {
  const middle = CREW_BOX - BADGE / 2 + PADDING;
  context.beginPath();
  context.arc(middle, BADGE / 2 - PADDING, BADGE / 2, 0, 2 * Math.PI);
  context.fillStyle = token('--map-halo');
  context.fill();
  const size = BADGE - 4;
  context.translate(middle - size / 2, BADGE / 2 - PADDING - size / 2);
  context.scale(size / BOX, size / BOX);
  context.fillStyle = token(`--status-${doing}`);
  context.fill(new Path2D(SHAPE_PATHS[TONE_SHAPES[doing]]), 'evenodd');
}
