import { describe, expect, test } from 'vitest';
import type { FieldAction } from '../src/offline/index.ts';
import { nextStep, sortJobs, type Step } from '../src/pages/field/next-step.ts';
import type { Entry, JobPack } from '../src/pages/field/pack.ts';
import { withPending } from '../src/pages/field/pending.ts';
import { AN, BINH, checklist, gate, item, job, ZONE } from './field-support.ts';

const zoned = (state: JobPack['state'], more: Partial<JobPack> = {}): JobPack => job({ state, zones: [ZONE], ...more });
const ok = (item_key: string, member_id: string | null = null, value: Entry['value'] = true): Entry => ({
  item_key,
  member_id,
  outcome: 'ok',
  value,
});
const failed = (item_key: string): Entry => ({ ...ok(item_key), outcome: 'failed' });
/** The step in one word, for tables of expectations. */
const word = (step: Step): string => {
  if (step.kind === 'move') return step.move;
  if (step.kind === 'question') return `${step.question.item.key}:${step.question.member?.name ?? 'crew'}`;
  return step.kind === 'ppe' ? `ppe:${step.member.name}` : step.kind;
};
const next = (pack: JobPack): string => word(nextStep(pack));

describe('outside zones', () => {
  test.each([
    ['proposed', 'wait'],
    ['assigned', 'answer'],
    ['accepted', 'set_off'],
    ['en_route', 'start_work'],
    ['waiting_entry', 'go_on'],
    ['working', 'restored'],
    ['restored', 'close_job'],
    ['closed', 'over'],
    ['declined', 'over'],
  ] as const)('%s leads to %s', (state, step) => {
    expect(next(job({ state }))).toBe(step);
  });

  test('a briefing that is due comes before the work', () => {
    expect(next(job({ state: 'en_route', checklists: [checklist('briefing', [item('hazards')])] }))).toBe('hazards:crew');
  });
});

describe('in a zone', () => {
  test.each([
    ['en_route', 'at_checkpoint'],
    ['waiting_entry', 'gate'],
    ['inside', 'start_work'],
    ['working', 'restored'],
    ['restored', 'leave'],
    ['exiting', 'close_job'],
  ] as const)('%s leads to %s', (state, step) => {
    expect(next(zoned(state))).toBe(step);
  });

  test('a place that is possibly inside counts as inside; a coming zone and one outside do not', () => {
    const at = (zone: Partial<typeof ZONE>): string => next(job({ state: 'en_route', zones: [{ ...ZONE, ...zone }] }));
    expect([at({ verdict: 'possibly' }), at({ verdict: 'outside' }), at({ coming: true })]).toEqual([
      'at_checkpoint',
      'start_work',
      'start_work',
    ]);
  });

  test('briefing, then PPE of each member, then what is put on, then the gate', () => {
    const merged = { ppe_profiles: ['infectious_full'] } as JobPack['merged'];
    const briefing = checklist('briefing', [item('hazards'), item('sign', { kind: 'signature', per: 'person' })]);
    const entry = checklist('entry', [item('gloves', { per: 'person' })]);
    const at = (entries: Entry[], members = [AN, BINH], put: Entry[] = []): string =>
      next(zoned('waiting_entry', { merged, members, checklists: [{ ...entry, entries: put }, { ...briefing, entries }] }));
    const briefed = [ok('hazards'), ok('sign', 'm1'), ok('sign', 'm2')];
    const dressed = [AN, BINH].map((member) => ({ ...member, ppe_checked: true }));
    expect(at([])).toBe('hazards:crew');
    expect(at([ok('hazards')])).toBe('sign:An');
    expect(at([ok('hazards'), ok('sign', 'm1')])).toBe('sign:Bình');
    expect(at(briefed)).toBe('ppe:An');
    expect(at(briefed, [{ ...AN, ppe_checked: true }, BINH])).toBe('ppe:Bình');
    expect(at(briefed, dressed)).toBe('gloves:An');
    expect(at(briefed, dressed, [ok('gloves', 'm1'), ok('gloves', 'm2')])).toBe('gate');
  });

  test("the gate is open only by the server's word", () => {
    const allowed = (pack: JobPack): unknown => nextStep(pack).kind === 'gate' && (nextStep(pack) as { allowed: boolean }).allowed;
    expect(allowed(zoned('waiting_entry', { gate: gate(true) }))).toBe(true);
    expect(allowed(zoned('waiting_entry', { gate: gate(false) }))).toBe(false);
    expect(allowed(zoned('waiting_entry'))).toBe(false);
  });

  test('a set that lacks something by now is asked for again, and a press that waits counts as handed over', () => {
    const merged = { ppe_profiles: ['infectious_full'] } as JobPack['merged'];
    const goggles = { item: 'goggles', name: 'Goggles', pieces: 1, size: '', state: 'reserved' as const, notes: [] };
    const members = [AN, BINH].map((member) => ({ ...member, ppe_checked: true }));
    const pack = job({ state: 'waiting_entry', work_method: 'dead_line', zones: [ZONE], merged, members, ppe: [{ member_id: 'm2', items: [goggles] }] });
    expect(next(pack)).toBe('ppe:Bình');
    const press = { entity: 'job-1', kind: 'ppe.check', body: { member_id: 'm2' } } as unknown as FieldAction;
    expect(next(withPending(pack, [press]))).not.toBe('ppe:Bình');
  });

  test('on the way out PPE comes off before vehicle and tools are disinfected', () => {
    const disinfection = checklist('exit', [item('dwell', { kind: 'timer' })], {
      template: { code: 'disinfection', items: [item('dwell', { kind: 'timer' })] },
    });
    const doffing = checklist('exit', [item('gloves')]);
    const at = (more: Partial<typeof doffing>): string =>
      next(zoned('exiting', { checklists: [disinfection, { ...doffing, ...more }] }));
    expect([at({}), at({ state: 'complete' })]).toEqual(['gloves:crew', 'dwell:crew']);
  });

  test('who was inside leaves through the exit even when the zone has ended', () => {
    const history = [{ at: '2026-11-23T00:00:00Z', state: 'inside' as const, actor: 'x' }];
    expect(next(job({ state: 'restored', history }))).toBe('leave');
  });
});

describe('checklists', () => {
  const at = (entries: Entry[], items = [item('seal', { critical: true }), item('eyes')]): string =>
    next(zoned('waiting_entry', { checklists: [checklist('entry', items, { entries })] }));

  test('a critical item that failed stops the job; another one does not', () => {
    const seal = checklist('entry', [item('seal', { critical: true })], { state: 'failed' });
    expect(next(zoned('waiting_entry', { checklists: [seal] }))).toBe('stopped');
    expect(at([ok('seal'), failed('eyes')])).toBe('gate');
  });

  test('a failure that HSE has accepted stops nothing', () => {
    expect(at([failed('seal'), ok('eyes')])).toBe('gate');
  });

  test.each([
    ['waiting_entry', 'held'],
    ['inside', 'held'],
    ['working', 'held'],
    ['exiting', 'close_job'],
  ] as const)('a job that is not decided about stands while it is %s: %s', (state, step) => {
    const follow_ups = [{ id: 'f', state: 'open' }] as JobPack['follow_ups'];
    expect(next(zoned(state, { follow_ups }))).toBe(step);
    const resolved = [{ id: 'f', state: 'resolved' }] as JobPack['follow_ups'];
    expect(next(zoned(state, { follow_ups: resolved }))).not.toBe('held');
  });

  test('an item with a condition is asked only when the condition holds', () => {
    const items = [item('kind', { kind: 'choice' }), item('depth', { condition: { item_key: 'kind', equals: 'flood' } })];
    expect(at([ok('kind', null, 'flood')], items)).toBe('depth:crew');
    expect(at([ok('kind', null, 'dry')], items)).toBe('gate');
  });

  test('the question says how far the crew is', () => {
    const pack = zoned('waiting_entry', {
      checklists: [checklist('entry', [item('a'), item('b', { per: 'person' })], { entries: [ok('a')] })],
    });
    const step = nextStep(pack);
    expect(step.kind === 'question' && [step.question.done, step.question.total]).toEqual([1, 3]);
  });

  test('a void list is not asked', () => {
    expect(next(zoned('waiting_entry', { checklists: [checklist('briefing', [item('a')], { state: 'void' })] }))).toBe('gate');
  });
});

test('jobs stand in the order in which they call for a hand', () => {
  const life = { ...job().ticket, priority_class: 0 };
  const jobs = [
    job({ id: 'closed', state: 'closed' }),
    job({ id: 'later', state: 'accepted', planned_start_at: '2026-11-23T09:00:00Z' }),
    job({ id: 'soon', state: 'accepted', planned_start_at: '2026-11-23T08:00:00Z' }),
    job({ id: 'new' }),
    job({ id: 'running', state: 'working' }),
    job({ id: 'life', ticket: life }),
  ];
  expect(sortJobs(jobs).map((each) => each.id)).toEqual(['life', 'running', 'new', 'soon', 'later', 'closed']);
});

describe('whose phone it is', () => {
  const crew = [
    { ...AN, user_id: 'u-an' },
    { ...BINH, user_id: 'u-binh' },
  ];
  const on = (user: string, checklists: JobPack['checklists'], more: Partial<JobPack> = {}): string =>
    word(nextStep(zoned('waiting_entry', { members: crew, checklists, ...more }), user));
  const signing = checklist('briefing', [item('hazards'), item('sign', { per: 'person' }), item('after')]);

  test('the leader’s phone asks for everybody, another’s for its owner', () => {
    const entries = [ok('hazards')];
    expect(on('u-an', [{ ...signing, entries }])).toBe('sign:An');
    expect(on('u-binh', [{ ...signing, entries }])).toBe('sign:Bình');
  });

  test('who has answered waits for the others, and a question for the whole crew waits for all', () => {
    const waiting = { ...signing, entries: [ok('hazards'), ok('sign', 'm2')] };
    expect(on('u-binh', [waiting])).toBe('others');
    expect(on('u-binh', [{ ...waiting, entries: [...waiting.entries, ok('sign', 'm1')] }])).toBe('after:crew');
  });

  test('the work method is chosen before the briefing, by the leader', () => {
    const mine = (user: string): unknown => {
      const step = nextStep(zoned('waiting_entry', { members: crew, work_method: null, checklists: [signing] }), user);
      return [step.kind, 'mine' in step && step.mine];
    };
    expect([mine('u-an'), mine('u-binh')]).toEqual([
      ['method', true],
      ['method', false],
    ]);
  });

  describe('the work order', () => {
    const paper = (more: object = {}): Partial<JobPack> =>
      ({ work_permit: { kind: 'order', state: 'issued', missing: [{ role: 'direct_supervisor', title: 'x' }], ...more } }) as never;

    test('is signed by the leader before the gate, each other one waits for that', () => {
      expect(on('u-an', [], paper())).toBe('sign');
      expect(on('u-binh', [], paper())).toBe('others');
    });

    test('that waits for a desk holds up nobody here: the gate says what is missing', () => {
      expect(on('u-an', [], paper({ missing: [{ role: 'issuer', title: 'x' }] }))).toBe('gate');
    });

    test('is not asked for once it permits the work', () => {
      expect(on('u-an', [], paper({ state: 'permitted', missing: [] }))).toBe('gate');
    });

    test('as a permit goes back before supply does', () => {
      const held = paper({ kind: 'permit', state: 'permitted', missing: [] });
      expect(on('u-an', [], { ...held, state: 'working' })).toBe('hand_back');
      expect(on('u-an', [], { ...paper({ kind: 'permit', state: 'handed_back' }), state: 'working' })).toBe('restored');
      expect(on('u-an', [], { ...paper({ state: 'permitted' }), state: 'working' })).toBe('restored');
    });
  });

  test('only the leader takes the crew through the gate', () => {
    const mine = (user: string): unknown => {
      const step = nextStep(zoned('waiting_entry', { members: crew, gate: gate(true) }), user);
      return step.kind === 'gate' && step.mine;
    };
    expect([mine('u-an'), mine('u-binh')]).toEqual([true, false]);
  });

  test.each(['inside', 'en_route'] as const)('only the leader begins the work of a crew that is %s', (state) => {
    const pack = { ...zoned(state, { members: crew }), zones: [] };
    expect([nextStep(pack, 'u-an'), nextStep(pack, 'u-binh')]).toMatchObject([
      { kind: 'move', move: 'start_work' },
      { kind: 'others', names: ['An'] },
    ]);
  });
});
