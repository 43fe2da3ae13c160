export * from './coordinates.ts';
export * from './form.ts';
export * from './method-fields.tsx';
export * from './method.ts';
export * from './moments.ts';
export * from './problem-notice.tsx';
export * from './reason-dialog.tsx';
export * from './sign-in.tsx';
