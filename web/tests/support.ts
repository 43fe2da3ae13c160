import { vi } from 'vitest';
import type { Me } from '../src/api/index.ts';

export type Handler = (request: Request) => Response | Promise<Response>;

/** Answer every request of our code by `handler`; returns what was asked, in order. */
export function stubServer(handler: Handler): Request[] {
  const asked: Request[] = [];
  vi.stubGlobal('fetch', async (input: RequestInfo | URL, init?: RequestInit) => {
    const request = new Request(input instanceof Request ? input : new URL(String(input), 'http://127.0.0.1'), init);
    asked.push(request.clone() as Request);
    return handler(request);
  });
  return asked;
}

export function json(body: unknown, status = 200): Response {
  const type = status >= 400 ? 'application/problem+json' : 'application/json';
  return new Response(JSON.stringify(body), { status, headers: { 'content-type': type } });
}

export const path = (request: Request): string => new URL(request.url).pathname;

export const ME: Me = {
  id: 'u',
  username: 'dispatcher',
  name: 'Điều độ',
  locale: 'vi',
  roles: [],
  verbs: ['tickets:read'],
  crew_id: null,
  member_id: null,
  unit: null,
};
export const ROLE = { unit_id: null, unit_code: null, authority_id: null, authority_name: null };
