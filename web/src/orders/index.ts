export * from './order-facts.tsx';
export * from './values.ts';
