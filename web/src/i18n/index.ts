export * from './format.ts';
export * from './locale.ts';
export * from './text.ts';
export type { TextKey } from './texts/index.ts';
