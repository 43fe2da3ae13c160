import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import type { Assignment, Push } from '../src/api/index.ts';
import { chooseLocale } from '../src/i18n/index.ts';
import { DANGERS, loudnessOf, wordsOf } from '../src/offline/push-words.ts';
import { stagesOf, toldNobody } from '../src/pages/console/push-lines.tsx';
import { bytesOf } from '../src/pages/field/device.ts';

const AT = '2026-04-01T03:00:00Z';

function push(facts: Partial<Push> = {}): Push {
  return {
    id: 'p', user_name: 'An', kind: 'assignment.new', state: 'queued', urgency: 'normal', service: null, queued_at: AT,
    handed_over_at: null, delivered_at: null, read_at: null, failed_at: null, answer_by: null, repeated_at: null,
    texted_at: null, unanswered_at: null, unanswered: false, text: null, error: null, ...facts,
  };
}

const keys = (one: Push, answer: Assignment['answer'] = null): string[] => stagesOf(one, answer).map((stage) => stage.key);
const reached = (one: Push, answer: Assignment['answer'] = null): string[] =>
  stagesOf(one, answer).filter((stage) => stage.at !== null).map((stage) => stage.key);

afterEach(() => chooseLocale('vi'));

describe('the stages of a message', () => {
  it('keeps handed over, delivered and read apart, and ends an order with the crew’s answer', () => {
    expect(keys(push())).toEqual(['queued', 'handed_over', 'delivered', 'read', 'accepted']);
    expect(reached(push({ state: 'handed_over', handed_over_at: AT }))).toEqual(['queued', 'handed_over']);
  });

  it('has no answer to what is no order', () => {
    expect(keys(push({ kind: 'zone.ended' }))).not.toContain('accepted');
  });

  it('says in words who took it', () => {
    chooseLocale('en');
    const words = (['fcm', 'webpush', null] as const).map((service) => stagesOf(push({ service }), null)[1]?.word);
    expect(words).toEqual(['Handed to FCM', 'Handed to web push', 'Handed over']);
  });

  it('shows a failure in the place of handing over, and a phone that had it all the same', () => {
    expect(reached(push({ state: 'failed', failed_at: AT }))).toEqual(['queued', 'failed']);
    expect(reached(push({ state: 'delivered', delivered_at: AT }))).toEqual(['queued', 'delivered']);
  });

  it('tells a refusal from an acceptance by shape and word', () => {
    const stage = stagesOf(push(), { state: 'declined', at: AT, actor: 'worker' }).at(-1);
    expect(stage).toMatchObject({ key: 'declined', at: AT, mark: { shape: 'bar' } });
  });
});

describe('notifications', () => {
  it('are loud for every kind that the service calls an emergency', () => {
    const source = readFileSync(join(import.meta.dirname, '../../compliance/push_following.py'), 'utf8');
    const told = [...source.matchAll(/"([a-z_.]+)": (?:_DANGER|Telling\(Urgency\.EMERGENCY)/g)].map((match) => match[1]);
    expect(told.length).toBeGreaterThan(5);
    expect([...DANGERS].sort()).toEqual(told.sort());
  });

  it('name no person, place or work', () => {
    expect(loudnessOf('assignment.new')).toBe('order');
    expect(wordsOf('moon.rises', 'en').title).toBe('News');
    expect(wordsOf('weather.stop', 'vi').title).toBe('KHẨN CẤP');
  });

  it('take our key as the browser wants it', () => {
    expect([...bytesOf('_-8')]).toEqual([255, 239]);
  });
});

describe('an order that reaches no phone', () => {
  const toldOf = (state: Assignment['state'], ...pushes: Push[]): boolean => toldNobody({ state, pushes });

  it('is one that no message carries to anybody of the crew', () => {
    expect(toldOf('assigned')).toBe(true);
    expect(toldOf('assigned', push({ kind: 'zone.ended' }))).toBe(true);
    expect(toldOf('assigned', push())).toBe(false);
  });

  it('is nothing to call about once the crew is known to have it', () => {
    expect(toldOf('accepted')).toBe(false);
  });
});
