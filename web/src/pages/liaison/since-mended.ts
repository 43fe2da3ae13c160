import type { FieldErrors, FormState } from '../../forms/index.ts';

/**
 * In a long form an error of our own checks goes as soon as it is mended; the server's stay until the next try.
 * What is drawn on the map says itself whether it is still missing.
 */
export function sinceMended(form: FormState, own: FieldErrors): FormState {
  const mendable = form.problem === null;
  return {
    ...form,
    errorOf: (field) => (mendable && field !== 'geometry' && !own[field] ? undefined : form.errorOf(field)),
  };
}
