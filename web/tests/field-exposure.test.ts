import { describe, expect, it } from 'vitest';
import type { FieldAction } from '../src/offline/index.ts';
import { nextStep } from '../src/pages/field/next-step.ts';
import { withPending } from '../src/pages/field/pending.ts';
import { AN as FIRST, BINH as SECOND, job } from './field-support.ts';

const AN = { ...FIRST, user_id: 'u1' };
const BINH = { ...SECOND, user_id: 'u2' };
const leaving = (told: readonly string[]) => job({ state: 'exiting', members: [AN, BINH], contacts_told: [...told] });
const told = (members?: readonly string[]): FieldAction =>
  ({ kind: 'exposure.contact', entity: 'job-1', body: members === undefined ? {} : { members } }) as unknown as FieldAction;

describe('contacts are asked for at the exit', () => {
  it('comes before everything else there, for the whole crew on the leader’s phone', () => {
    expect(nextStep(leaving([]), AN.user_id)).toEqual({ kind: 'contacts', open: [AN, BINH] });
  });

  it('asks any other phone for its owner alone', () => {
    expect(nextStep(leaving([]), BINH.user_id)).toEqual({ kind: 'contacts', open: [BINH] });
    expect(nextStep(leaving([BINH.id]), BINH.user_id).kind).not.toBe('contacts');
  });

  it('is over once all are told of', () => {
    expect(nextStep(leaving([AN.id, BINH.id]), AN.user_id)).toEqual({ kind: 'move', move: 'close_job' });
  });

  it('is answered without a network too', () => {
    expect(withPending(leaving([]), [told([AN.id])]).contacts_told).toEqual([AN.id]);
    expect(nextStep(withPending(leaving([]), [told()]), AN.user_id)).toEqual({ kind: 'move', move: 'close_job' });
  });
});
