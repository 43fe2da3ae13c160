import { computed, signal } from '@preact/signals';
import {
  BLANK_METHOD,
  methodErrorsOf,
  methodOrderOf,
  type MethodDraft,
  type MethodErrors,
} from '../../forms/index.ts';

/** How the work is to be done, chosen with the crew. */
export const methodDraft = signal<MethodDraft>(BLANK_METHOD);
/** Errors show once somebody has tried to assign without them. */
export const methodTried = signal(false);

export const methodErrors = computed((): MethodErrors => (methodTried.value ? methodErrorsOf(methodDraft.value) : {}));

export function changeMethod(part: Partial<MethodDraft>): void {
  methodDraft.value = { ...methodDraft.value, ...part };
}

export function resetMethod(): void {
  methodDraft.value = BLANK_METHOD;
  methodTried.value = false;
}

/** What the order says about the method; null when something is missing, which the form then shows. */
export function methodBody(draft: MethodDraft = methodDraft.value) {
  methodTried.value = true;
  return Object.keys(methodErrorsOf(draft)).length > 0 ? null : bodyOf(draft);
}

/** The usual order: dead-line, for the usual reason. */
export function usualMethod() {
  return bodyOf(BLANK_METHOD);
}

/** An assignment calls the reason after what it is for. */
function bodyOf(draft: MethodDraft) {
  const { reason, ...order } = methodOrderOf(draft);
  return { ...order, method_reason: reason };
}
