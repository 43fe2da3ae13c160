import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { ask, createApi, Problem, Session, signedFetch } from '../src/api/index.ts';
import { json, ME, path, stubServer } from './support.ts';

const TOKEN = '/api/v1/auth/token';
const grant = (token: string) => json({ access_token: token, token_type: 'bearer', expires_in: 900, refresh_token: null });
const bearer = (request: Request): string | null => request.headers.get('Authorization');

beforeEach(() => {
  localStorage.clear();
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

/** A server whose tokens are `t1`, `t2`, … and which accepts only the newest that `valid` names. */
function tokenServer(valid: () => string, refresh = true) {
  let made = 0;
  return stubServer(async (request) => {
    if (path(request) === TOKEN) {
      const form = new URLSearchParams(await request.text());
      if (form.get('grant_type') === 'refresh_token' && !refresh) return json({ code: 'auth.invalid' }, 401);
      made += 1;
      return grant(`t${made}`);
    }
    if (bearer(request) !== `Bearer ${valid()}`) return json({ title: 'Expired', code: 'auth.expired' }, 401);
    return path(request) === '/api/v1/me' ? json(ME) : json({ items: [], next_cursor: null });
  });
}

describe('signing in', () => {
  test('keeps the access token in memory and nothing secret in storage', async () => {
    tokenServer(() => 't1');
    const session = new Session('console');
    await session.signIn('dispatcher', 'secret');
    expect(session.state.value).toBe('signed_in');
    expect(session.me.value?.name).toBe('Điều độ');
    expect(JSON.stringify({ ...localStorage })).not.toContain('t1');
  });

  test('names the desk, so that its cookie is its own', async () => {
    const asked = tokenServer(() => 't1');
    await new Session('liaison').signIn('a', 'b');
    expect(new URLSearchParams(await asked[0]?.text()).get('desk')).toBe('liaison');
  });

  test('a refusal is a problem with its code', async () => {
    stubServer(() => json({ title: 'No', code: 'auth.invalid' }, 401));
    const refused = new Session('console').signIn('a', 'b');
    await expect(refused).rejects.toMatchObject({ code: 'auth.invalid', status: 401 });
  });
});

describe('an access token that expired', () => {
  test('is renewed once and the request repeated, its body with it', async () => {
    let valid = 't1';
    const asked = tokenServer(() => valid);
    const session = new Session('console');
    await session.signIn('a', 'b');
    valid = 't2';
    const request = new Request('http://127.0.0.1/api/v1/tickets', { method: 'POST', body: '{"work_type":"x"}' });
    const response = await signedFetch(session, request);
    expect(response.status).toBe(200);
    const last = asked[asked.length - 1];
    expect(last && bearer(last)).toBe('Bearer t2');
    expect(await last?.text()).toBe('{"work_type":"x"}');
  });

  test('is renewed by one request though many callers find it expired', async () => {
    let valid = 't1';
    const asked = tokenServer(() => valid);
    const session = new Session('console');
    await session.signIn('a', 'b');
    valid = 't2';
    const api = createApi(session);
    await Promise.all([1, 2, 3].map(() => ask(api.GET('/api/v1/tickets'))));
    expect(asked.filter((request) => path(request) === TOKEN)).toHaveLength(2);
  });

  test('is renewed before it expires', async () => {
    const asked = tokenServer(() => 't1');
    const session = new Session('console');
    await session.signIn('a', 'b');
    await vi.advanceTimersByTimeAsync(845_000);
    expect(asked.filter((request) => path(request) === TOKEN)).toHaveLength(2);
    expect(session.token).toBe('t2');
  });
});

describe('a session that the server ended', () => {
  test('shows the sign-in form and says why', async () => {
    let valid = 't1';
    tokenServer(() => valid, false);
    const session = new Session('console');
    await session.signIn('a', 'b');
    valid = 'none';
    await expect(ask(createApi(session).GET('/api/v1/tickets'))).rejects.toBeInstanceOf(Problem);
    expect(session.state.value).toBe('signed_out');
    expect(session.ended.value).toBe(true);
    expect(session.token).toBeNull();
  });

  test('is not asked for where nobody has signed in', async () => {
    const asked = tokenServer(() => 't1');
    const session = new Session('console');
    await session.resume();
    expect(asked).toHaveLength(0);
    expect(session.state.value).toBe('signed_out');
  });
});

test('a page opened again picks up the session by its cookie', async () => {
  let valid = 't1';
  tokenServer(() => valid);
  await new Session('console').signIn('a', 'b');
  valid = 't2';
  const again = new Session('console');
  await again.resume();
  expect(again.state.value).toBe('signed_in');
});

test('no answer at all is a problem that says what to do', async () => {
  vi.stubGlobal('fetch', () => Promise.reject(new TypeError('failed')));
  const refused = ask(createApi(new Session('console')).GET('/api/v1/tickets'));
  await expect(refused).rejects.toMatchObject({ status: 0, code: 'network' });
});

describe('a desk that starts without a network', () => {
  const signedIn = async (): Promise<void> => {
    tokenServer(() => 't1');
    await new Session('field', { offline: true }).signIn('worker', 'secret');
  };
  const off = (): void => void stubServer(() => Promise.reject(new TypeError('no network')));

  test('goes on as the person who was signed in last', async () => {
    await signedIn();
    off();
    const session = new Session('field', { offline: true });
    await session.resume();
    expect([session.state.value, session.me.value?.id, session.token]).toEqual(['signed_in', 'u', null]);
  });

  test('other desks ask for the sign-in', async () => {
    tokenServer(() => 't1');
    await new Session('console').signIn('dispatcher', 'secret');
    off();
    const session = new Session('console');
    await session.resume();
    expect(session.state.value).toBe('signed_out');
  });

  test('a server that refuses the session ends it, and it cannot be resumed offline any more', async () => {
    await signedIn();
    tokenServer(() => 't1', false);
    const refused = new Session('field', { offline: true });
    await refused.resume();
    off();
    const session = new Session('field', { offline: true });
    await session.resume();
    expect([refused.state.value, session.state.value]).toEqual(['signed_out', 'signed_out']);
  });

  test('signing out forgets the person', async () => {
    tokenServer(() => 't1');
    const session = new Session('field', { offline: true });
    await session.signIn('worker', 'secret');
    await session.signOut();
    expect(JSON.stringify({ ...localStorage })).not.toContain('Điều độ');
  });
});
