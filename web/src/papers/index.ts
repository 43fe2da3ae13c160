export * from './paper.tsx';
