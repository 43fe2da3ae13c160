import { t } from '../i18n/index.ts';
import type { GateLine, Reason } from './types.ts';

/** One field that the server refused, and what to do about it. */
export interface FieldProblem {
  readonly field: string;
  readonly code: string;
  readonly detail: string;
  readonly remedy?: string | null;
}

interface ProblemBody {
  title?: string;
  detail?: string;
  code?: string;
  errors?: FieldProblem[];
  reasons?: Reason[];
  lines?: GateLine[] | null;
}

/** An RFC 9457 problem document, or a request that never reached the server, as one kind of error. */
export class Problem extends Error {
  override readonly name = 'Problem';

  constructor(
    /** HTTP status; 0 when there was no answer. */
    readonly status: number,
    /** Stable code, for example `gate.denied`. */
    readonly code: string,
    readonly title: string,
    readonly detail?: string,
    readonly errors: readonly FieldProblem[] = [],
    readonly reasons: readonly Reason[] = [],
    /** The gate's lines when it was the gate that refused. */
    readonly lines: readonly GateLine[] = [],
  ) {
    super(detail ?? title);
  }

  /** The server refused because somebody else was first. */
  get isConflict(): boolean {
    return this.status === 409 || this.status === 412;
  }

  /** What to show below the title: the detail, the reasons, or what to do. */
  get explanation(): string | undefined {
    if (this.reasons.length > 0) return this.reasons.map((reason) => reason.text).join(' · ');
    if (this.errors.length > 0) return this.errors.map(fieldText).join(' · ');
    return this.detail === this.title ? undefined : this.detail;
  }
}

/** The refusal of one field in one line, its remedy last. */
export function fieldText(error: FieldProblem): string {
  return error.remedy ? `${error.detail} ${error.remedy}` : error.detail;
}

/** Read a refused answer; anything that is no problem document still becomes one. */
export async function problemOf(response: Response): Promise<Problem> {
  const body = (await response.json().catch(() => ({}))) as ProblemBody;
  return problemFrom(response, body);
}

/** The same for an answer whose body openapi-fetch has read already. */
export function problemFrom(response: Response, error: unknown): Problem {
  const body: ProblemBody = typeof error === 'object' && error !== null ? error : {};
  const title = body.title ?? t('problem.unknown', { status: response.status });
  const code = body.code ?? `http.${response.status}`;
  return new Problem(response.status, code, title, body.detail, body.errors, body.reasons, body.lines ?? []);
}

/** No answer at all: the network, or the server, is away. */
export function networkProblem(): Problem {
  return new Problem(0, 'network', t('problem.network'), t('problem.network.remedy'));
}

/** Whatever was thrown, as a problem that can be shown. */
export function asProblem(error: unknown): Problem {
  if (error instanceof Problem) return error;
  if (error instanceof TypeError) return networkProblem();
  throw error;
}
