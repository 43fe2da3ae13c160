import { useState } from 'preact/hooks';
import { asProblem, fieldText, type Problem } from '../api/index.ts';

export type FieldErrors = Readonly<Record<string, string>>;

export interface FormState {
  busy: boolean;
  /** The refusal as a whole, when it is not about single fields. */
  problem: Problem | null;
  /** The error of one field, from our own checks or from the server. */
  errorOf: (field: string) => string | undefined;
  /** Run own checks, then `send`; refusals become errors of this form. True when it went through. */
  submit: (send: () => Promise<unknown>, check?: () => FieldErrors) => Promise<boolean>;
  clear: () => void;
}

/** The part that every form shares: busy, errors by field, the refusal as a whole. */
export function useForm(): FormState {
  const [busy, setBusy] = useState(false);
  const [errors, setErrors] = useState<FieldErrors>({});
  const [problem, setProblem] = useState<Problem | null>(null);

  const show = (found: FieldErrors, whole: Problem | null): void => {
    setErrors(found);
    setProblem(whole);
  };

  return {
    busy,
    problem,
    errorOf: (field) => errors[field],
    clear: () => show({}, null),
    submit: async (send, check) => {
      const found = check?.() ?? {};
      if (Object.keys(found).length > 0) {
        show(found, null);
        return false;
      }
      setBusy(true);
      try {
        await send();
        show({}, null);
        return true;
      } catch (error) {
        const refused = asProblem(error);
        show(errorsByField(refused), refused);
        return false;
      } finally {
        setBusy(false);
      }
    },
  };
}

/** The server's field errors by the field's own name: `body.place.coordinates` belongs to `place`. */
export function errorsByField(problem: Problem): FieldErrors {
  const entries = problem.errors.map((error) => {
    const path = error.field.split('.').filter((part) => part !== 'body' && part !== 'query');
    return [path[0] ?? error.field, fieldText(error)] as const;
  });
  return Object.fromEntries(entries);
}
