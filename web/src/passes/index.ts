export * from './codec.ts';
export * from './passes.ts';
