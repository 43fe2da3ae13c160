import { computed, signal } from '@preact/signals';
import type { WorkMethod } from '../../api/index.ts';
import { t } from '../../i18n/index.ts';

/** How the work is to be done, chosen with the crew. Dead-line is the default: live-line needs papers and grades. */
export interface MethodDraft {
  readonly method: WorkMethod;
  /** Null while nobody has typed: then the usual reason for dead-line work stands. */
  readonly reason: string | null;
  readonly voltage: 'lv' | 'hv';
  readonly procedure: string;
}

export interface MethodErrors {
  readonly reason?: string;
  readonly procedure?: string;
}

const BLANK: MethodDraft = { method: 'dead_line', reason: null, voltage: 'lv', procedure: '' };

export const methodDraft = signal<MethodDraft>(BLANK);
/** Errors show once somebody has tried to assign without them. */
export const methodTried = signal(false);

export const methodReason = computed(() => reasonOf(methodDraft.value));
export const methodErrors = computed((): MethodErrors => (methodTried.value ? errorsOf(methodDraft.value) : {}));

export function changeMethod(part: Partial<MethodDraft>): void {
  methodDraft.value = { ...methodDraft.value, ...part };
}

export function resetMethod(): void {
  methodDraft.value = BLANK;
  methodTried.value = false;
}

/** What the order says about the method; null when something is missing, which the form then shows. */
export function methodBody(draft: MethodDraft = methodDraft.value) {
  methodTried.value = true;
  if (Object.keys(errorsOf(draft)).length > 0) return null;
  const body = { work_method: draft.method, method_reason: reasonOf(draft).trim(), voltage: draft.voltage };
  return draft.method === 'live_line' ? { ...body, procedure_ref: draft.procedure.trim() } : body;
}

/** The usual order: dead-line, for the usual reason. */
export function usualMethod() {
  return { work_method: BLANK.method, method_reason: reasonOf(BLANK), voltage: BLANK.voltage };
}

function reasonOf(draft: MethodDraft): string {
  return draft.reason ?? (draft.method === 'dead_line' ? t('method.usual_reason') : '');
}

function errorsOf(draft: MethodDraft): MethodErrors {
  const required = t('field.required');
  return {
    ...(reasonOf(draft).trim() === '' && { reason: required }),
    ...(draft.method === 'live_line' && draft.procedure.trim() === '' && { procedure: required }),
  };
}
