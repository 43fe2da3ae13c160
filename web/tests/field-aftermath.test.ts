import { beforeEach, expect, test } from 'vitest';
import { locale } from '../src/i18n/index.ts';
import type { ActionAnswer, FieldAction } from '../src/offline/index.ts';
import { dismissGone, goneBy, keep, noteAnswer, recall, refusals } from '../src/pages/field/aftermath.ts';
import { shownStep } from '../src/pages/field/shown-step.ts';
import type { Pulled } from '../src/pages/field/sync.ts';
import { checklist, item, job } from './field-support.ts';

const action = (kind: string, body: FieldAction['body'] = {}): FieldAction => ({
  action_id: `${kind}-${JSON.stringify(body)}`,
  client_seq: 1,
  kind,
  entity: 'job-1',
  body,
  device_time: '2026-11-23T00:00:00Z',
  monotonic_ms: 0,
});
const answer = (outcome: ActionAnswer['outcome']): ActionAnswer => ({ action_id: 'x', outcome });
const pulled = (ended: Pulled['ended']): Pulled => ({
  cursor: 'c',
  reset_required: false,
  assignments: [],
  removed: [],
  ended,
  pushes: [],
  server_time: '2026-11-23T00:00:00Z',
});

beforeEach(() => {
  locale.value = 'en';
  recall(undefined);
});

test('the first refusal is kept as the cause, those behind it are counted', () => {
  noteAnswer(action('assignment.accept'), answer('applied'), undefined);
  noteAnswer(action('ppe.check', { member_id: 'm1' }), answer('conflict'), job());
  noteAnswer(action('ppe.check', { member_id: 'm2' }), answer('conflict'), job());
  noteAnswer(action('push.read'), answer('rejected'), undefined);
  expect([...refusals.value.values()].map((told) => [told.step, told.others])).toEqual([['Check PPE · An', 1]]);
});

test('what was refused and what ended survive a reload, until somebody has read them', () => {
  noteAnswer(action('assignment.accept'), answer('conflict'), job());
  const held = structuredClone(keep());
  recall(undefined);
  recall(held);
  expect(refusals.value.size).toBe(1);
  dismissGone('job-1');
  expect(refusals.value.size).toBe(0);
});

test('a job that is not held any more says how it ended; one declined here needs no word', () => {
  const held = ['a', 'b', 'c', 'd'].map((id) => job({ id }));
  const told = goneBy(held, held.slice(0, 1), pulled([
    { id: 'b', state: 'withdrawn', reason: 'another crew is closer' },
    { id: 'c', state: 'declined', reason: 'busy' },
  ]));
  expect(told.map((one) => [one.id, one.state, one.reason])).toEqual([
    ['b', 'withdrawn', 'another crew is closer'],
    ['d', null, null],
  ]);
});

test('a step is named as the crew saw it', () => {
  const pack = job({ checklists: [checklist('entry', [item('gloves', { label: 'Put on gloves' })], { title: 'Donning' })] });
  const entry = { checklist_id: 'list-entry', item_key: 'gloves', member_id: 'm2' };
  expect(shownStep(action('checklist.entry', entry), pack)).toBe('Donning: Put on gloves · Bình');
  expect(shownStep(action('assignment.transition', { to: 'working' }), pack)).toBe('Working');
});

test('a job that was handed over is called that, not given up', async () => {
  const { titleOf } = await import('../src/pages/field/gone.tsx');
  expect(titleOf({ state: 'aborted', reason: 'handed_over: close the line' })).toBe('field.gone.handed_over');
  expect(titleOf({ state: 'aborted', reason: 'handed_over' })).toBe('field.gone.handed_over');
  expect(titleOf({ state: 'aborted', reason: 'the pole fell' })).toBe('field.gone.aborted');
});
