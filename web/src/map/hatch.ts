import { token } from '../design/index.ts';

export const HAZARD_CLASSES = [
  'infectious_human',
  'animal_disease',
  'chemical',
  'radiation',
  'flood',
  'fire',
  'security',
  'electrical',
  'other',
] as const;
export type HazardClass = (typeof HAZARD_CLASSES)[number];

type Stroke = (context: CanvasRenderingContext2D, size: number) => void;

const COLOURS: Readonly<Record<HazardClass, `--${string}`>> = {
  infectious_human: '--hazard-infectious',
  animal_disease: '--hazard-animal',
  chemical: '--hazard-chemical',
  radiation: '--hazard-radiation',
  flood: '--hazard-flood',
  fire: '--hazard-fire',
  security: '--hazard-security',
  electrical: '--hazard-electrical',
  other: '--hazard-other',
};

const rising: Stroke = (context, size) => {
  for (const shift of [-size, 0, size]) line(context, shift, size, shift + size, 0);
};
const falling: Stroke = (context, size) => {
  for (const shift of [-size, 0, size]) line(context, shift, 0, shift + size, size);
};
const level: Stroke = (context, size) => line(context, 0, size / 2, size, size / 2);
const upright: Stroke = (context, size) => line(context, size / 2, 0, size / 2, size);
const dots: Stroke = (context, size) => {
  for (const [x, y] of [[0.25, 0.25], [0.75, 0.75]] as const) {
    context.beginPath();
    context.arc(x * size, y * size, size / 10, 0, 2 * Math.PI);
    context.fill();
  }
};
const waves: Stroke = (context, size) => {
  context.beginPath();
  context.moveTo(0, size / 2);
  context.quadraticCurveTo(size / 4, size / 5, size / 2, size / 2);
  context.quadraticCurveTo((3 * size) / 4, (4 * size) / 5, size, size / 2);
  context.stroke();
};
const zigzag: Stroke = (context, size) => {
  line(context, 0, size * 0.75, size / 2, size * 0.25);
  line(context, size / 2, size * 0.25, size, size * 0.75);
};

/** Each hazard class has its own hatch, so that colour is never alone. */
const HATCHES: Readonly<Record<HazardClass, readonly Stroke[]>> = {
  infectious_human: [rising],
  animal_disease: [falling],
  chemical: [rising, falling],
  radiation: [dots],
  flood: [waves],
  fire: [zigzag],
  security: [level, upright],
  electrical: [upright],
  other: [level],
};

const TILE_PX = 24;

export function hazardClass(code: string): HazardClass {
  return HAZARD_CLASSES.find((known) => known === code) ?? 'other';
}

/** The class's colour as the present theme has it. */
export function hazardColour(hazard: HazardClass): string {
  return token(COLOURS[hazard]);
}

/** A seamless tile of the class's hatch on a clear ground, for `fill-pattern`. */
export function hatchTile(hazard: HazardClass): ImageData {
  const canvas = document.createElement('canvas');
  canvas.width = TILE_PX;
  canvas.height = TILE_PX;
  const context = canvas.getContext('2d');
  if (context === null) throw new Error('canvas 2d is not available');
  context.strokeStyle = hazardColour(hazard);
  context.fillStyle = hazardColour(hazard);
  context.lineWidth = 2.2;
  context.globalAlpha = 0.75;
  for (const stroke of HATCHES[hazard]) stroke(context, TILE_PX);
  return context.getImageData(0, 0, TILE_PX, TILE_PX);
}

function line(context: CanvasRenderingContext2D, x1: number, y1: number, x2: number, y2: number): void {
  context.beginPath();
  context.moveTo(x1, y1);
  context.lineTo(x2, y2);
  context.stroke();
}
