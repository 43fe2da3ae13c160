import { expect, test } from 'vitest';
import { ALL_PAIRS, keepsWhole, keysOf, pairKey, pairsOf, samePairs, signerDraftOf, signersBody, withWishes } from '../src/pages/safety/people-rules/rules.ts';

test('a pair is the same whichever role is named first', () => {
  expect(pairKey('lookout', 'permitter')).toBe(pairKey('permitter', 'lookout'));
});

test('five roles make ten pairs', () => {
  expect(new Set(ALL_PAIRS.map(([one, other]) => pairKey(one, other))).size).toBe(10);
});

test('ticking and unticking comes back to what was kept', () => {
  const kept = keysOf([['permit_issuer', 'permitter']]);
  const key = pairKey('lookout', 'permitter');
  const more = withWishes(kept, new Map([[key, true]]));
  expect(samePairs(more, kept)).toBe(false);
  expect(samePairs(withWishes(kept, new Map([[key, false]])), kept)).toBe(true);
  expect(pairsOf(more)).toEqual([['permit_issuer', 'permitter'], ['permitter', 'lookout']]);
});

test('rules that somebody else changes meanwhile come in beneath what is ticked and not saved yet', () => {
  const mine = new Map([[pairKey('lookout', 'permitter'), true], [pairKey('direct_supervisor', 'lookout'), false]]);
  const theirs = keysOf([['direct_supervisor', 'lookout'], ['permit_issuer', 'permitter']]);
  expect(pairsOf(withWishes(theirs, mine))).toEqual([['permit_issuer', 'permitter'], ['permitter', 'lookout']]);
});

test('who signs comes back as it was said, in the order of signing; whom nobody may sign for is left out', () => {
  const signers = [
    { role: 'issuer', desk: ['dispatcher', 'shift_leader'], crew: [], if_in_crew: false },
    { role: 'direct_supervisor', desk: [], crew: ['direct_supervisor'], if_in_crew: false },
    { role: 'electrical_safety_supervisor', desk: [], crew: ['electrical_safety_supervisor'], if_in_crew: true },
  ];
  const draft = signerDraftOf(signers);
  expect(signersBody('order', draft)).toEqual({ document: 'order', signers });
  const fewer = { ...draft, issuer: { who: [], ifInCrew: false } };
  expect(signersBody('order', fewer).signers.map((each) => each.role)).toEqual(['direct_supervisor', 'electrical_safety_supervisor']);
});

test('only who keeps the whole utility is offered to change its rules', () => {
  expect(keepsWhole([{ role: 'hse', unit_id: 'root' }], ['root'])).toBe(true);
  expect(keepsWhole([{ role: 'hse', unit_id: 'district' }], ['root'])).toBe(false);
  expect(keepsWhole([{ role: 'auditor', unit_id: 'root' }], ['root'])).toBe(false);
});
