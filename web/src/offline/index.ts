export * from './clock.ts';
export * from './database.ts';
export * from './photos.ts';
export * from './queue.ts';
export * from './sent.ts';
export * from './register.ts';
export * from './uuid7.ts';
