export * from './boundaries.ts';
export { isComing } from './closure-layers.ts';
export * from './geometry.ts';
export * from './legend.tsx';
export * from './map-view.tsx';
export type { ZoneDraw } from './draw.ts';
export type { DrawnShape, ShapeDraw, ShapeKind } from './draw-shape.ts';
export { fitTo } from './create.ts';
export { HAZARD_CLASSES, hazardClass } from './hatch.ts';
