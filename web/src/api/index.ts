export * from './client.ts';
export * from './problems.ts';
export * from './resource.ts';
export * from './session.ts';
export * from './types.ts';
