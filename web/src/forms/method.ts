import type { WorkMethod } from '../api/index.ts';
import { t } from '../i18n/index.ts';

/** How the work is to be done, as it is being chosen. Dead-line is the default: live-line needs papers and grades. */
export interface MethodDraft {
  readonly method: WorkMethod;
  /** Null while nobody has typed: then the usual reason for dead-line work stands. */
  readonly reason: string | null;
  readonly voltage: 'lv' | 'hv';
  readonly procedure: string;
}

export interface MethodErrors {
  readonly reason?: string | undefined;
  readonly procedure?: string | undefined;
}

/** What is ordered: live-line work names its procedure. */
export interface MethodOrder {
  readonly work_method: WorkMethod;
  readonly reason: string;
  readonly voltage: 'lv' | 'hv';
  readonly procedure_ref?: string;
}

export const BLANK_METHOD: MethodDraft = { method: 'dead_line', reason: null, voltage: 'lv', procedure: '' };

/** The reason as typed, else the usual one for dead-line work. */
export function methodReasonOf(draft: MethodDraft): string {
  return draft.reason ?? (draft.method === 'dead_line' ? t('method.usual_reason') : '');
}

/** What is still missing. */
export function methodErrorsOf(draft: MethodDraft): MethodErrors {
  const required = t('field.required');
  return {
    ...(methodReasonOf(draft).trim() === '' && { reason: required }),
    ...(draft.method === 'live_line' && draft.procedure.trim() === '' && { procedure: required }),
  };
}

/** The order that a complete draft makes. */
export function methodOrderOf(draft: MethodDraft): MethodOrder {
  const order = { work_method: draft.method, reason: methodReasonOf(draft).trim(), voltage: draft.voltage };
  return draft.method === 'live_line' ? { ...order, procedure_ref: draft.procedure.trim() } : order;
}
