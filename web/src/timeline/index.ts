export * from './changes.tsx';
export * from './crew-timeline.tsx';
export * from './history.tsx';
export * from './permit-trail.tsx';
export * from './scale.ts';
export * from './values.ts';
