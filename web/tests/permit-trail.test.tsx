import { render, type JSX } from 'preact';
import { act } from 'preact/test-utils';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createApi, Session, type Permit, type PermitStep } from '../src/api/index.ts';
import { locale } from '../src/i18n/index.ts';
import { PermitAsks, PermitTrail } from '../src/timeline/index.ts';
import { json, stubServer } from './support.ts';

const AT = '2026-11-23T06:00:00Z';
let root: HTMLElement;
beforeEach(() => {
  locale.value = 'en';
  root = document.createElement('div');
  document.body.append(root);
});
afterEach(() => {
  render(null, root);
  root.remove();
});

const show = (element: JSX.Element): void => void act(() => render(element, root));
const STEP: PermitStep = {
  id: 's', step: 'approved', state_from: 'requested', state_to: 'approved', at: AT, actor: 'Bảo', authority: 'Ward',
  channel: 'screen', said: null, reason: null, note: null, conditions: [], exit_conditions: [], facts: {},
};
const asked = (id: string, changes: object = {}) => ({
  authority: { id, name: id }, asked_at: AT, respond_by: AT, reminded_at: null, passed_at: null, open_now: true, opens_at: null, ...changes,
});
const PERMIT = { id: 'p', version: 1, asks: [asked('Ward')] } as unknown as Permit;

test('an answer that a desk noted is marked as such, with who said it', async () => {
  const said = {
    name: 'Hoa', function: 'vice chair', number_called: '0236', said_at: AT, letter_number: null, letter_date: null, file_reference: null,
  };
  const steps = [STEP, { ...STEP, id: 't', channel: 'phone', said, conditions: ['N95'] }];
  const message = {
    id: 'm', channel: 'email', kind: 'permit.requested', recipient: 'l***@ward.vn', state: 'failed', attempts: 3,
    queued_at: AT, handed_over_at: null, error: 'mail.refused: 550',
  };
  stubServer(() => json({ permit: PERMIT, steps, messages: [message] }));
  show(<PermitTrail permit={PERMIT} api={createApi(new Session('liaison'))} />);
  expect(root.querySelector('[data-testid="permit-steps"]')).toBeNull();
  act(() => root.querySelector<HTMLElement>('[data-testid="permit-trail"]')?.click());
  await vi.waitFor(() => expect(root.querySelectorAll('[data-testid="permit-steps"] li').length).toBe(2));
  const [screen, call] = [...root.querySelectorAll('[data-testid="permit-steps"] li')];
  expect(screen?.textContent).toContain('on screen');
  for (const words of ['noted from a call', 'Said by Hoa, vice chair', 'number called 0236', 'N95']) {
    expect(call?.textContent).toContain(words);
  }
  expect(root.querySelector('[data-testid="permit-messages"]')?.textContent).toContain('l***@ward.vn');
});

test('it says who let the time pass, and when a closed office opens', () => {
  const asks = [asked('Ward', { passed_at: AT }), asked('City', { open_now: false, opens_at: AT })];
  show(<PermitAsks permit={{ ...PERMIT, asks } as Permit} />);
  const [ward, city] = [...root.querySelectorAll('li')].map((line) => line.textContent);
  expect(ward).toContain('time passed');
  expect(city).toContain('closed, opens');
  expect(city).toContain('answer due');
});
