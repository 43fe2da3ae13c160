export * from './badge.tsx';
export * from './clock.ts';
export * from './stream.ts';
