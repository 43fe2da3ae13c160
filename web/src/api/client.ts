import createClient, { type Client } from 'openapi-fetch';
import { locale } from '../i18n/index.ts';
import { networkProblem, problemFrom } from './problems.ts';
import type { paths } from './schema.d.ts';
import type { Session } from './session.ts';

export type Api = Client<paths>;

/** The one typed client of a page, signed by its session. */
export function createApi(session: Session): Api {
  return createClient<paths>({ baseUrl: location.origin, fetch: (request) => signedFetch(session, request) });
}

/** Send with the access token and the language; renew the token and repeat once when the server says 401. */
export async function signedFetch(session: Session, request: Request): Promise<Response> {
  const again = request.clone();
  const first = await send(session, request);
  if (first.status !== 401) return first;
  if (!(await session.refresh())) return first;
  return send(session, again);
}

async function send(session: Session, request: Request): Promise<Response> {
  request.headers.set('Authorization', `Bearer ${session.token ?? ''}`);
  request.headers.set('Accept-Language', locale.value);
  try {
    return await globalThis.fetch(request);
  } catch (error) {
    if (request.signal.aborted) throw error;
    throw networkProblem();
  }
}

interface Result<Data> {
  data?: Data;
  error?: unknown;
  response: Response;
}

/** The answer's data, or its `Problem` thrown: `const page = await ask(api.GET('/api/v1/tickets'))`. */
export async function ask<Data>(pending: Promise<Result<Data>>): Promise<Data> {
  const result = await pending;
  if (!result.response.ok) throw problemFrom(result.response, result.error);
  return result.data as Data;
}
