export * from './follow-ups.tsx';
export * from './given-answers.tsx';
export * from './items.ts';
export * from './numbers.ts';
export { PhotoAnswer } from './photo.tsx';
export * from './question.tsx';
export { SignatureAnswer, signaturePath } from './signature.tsx';
export { clockText, readStarted, secondsLeft } from './timer.tsx';
