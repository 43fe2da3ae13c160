import { beforeEach, describe, expect, test } from 'vitest';
import type { PlanFigures } from '../src/api/index.ts';
import { locale } from '../src/i18n/index.ts';
import { disturbs, groupsOf } from '../src/pages/console/plan-actions.ts';
import { withChanges } from '../src/pages/console/plan-board.ts';
import { compared, savedMinutes } from '../src/pages/console/plan-figures.ts';
import { legsOf } from '../src/pages/console/plan-legs.ts';
import { parts, rowsOf, type BoardFacts } from '../src/pages/console/plan-rows.ts';
import type { Row } from '../src/timeline/index.ts';
import { crew, line, ms, order, plan, was } from './plan-support.ts';

beforeEach(() => {
  locale.value = 'en';
});

const NOTHING = new Set<string>();
const board = (facts: Partial<BoardFacts>): Row[] =>
  rowsOf({
    crews: [crew('T2'), crew('T10')],
    booked: [],
    shifts: [],
    plan: null,
    pinned: NOTHING,
    inZone: NOTHING,
    view: { from: ms(-60), to: ms(420) },
    ...facts,
  });
const looks = (row: Row | undefined): string[] => (row?.blocks ?? []).map((block) => `${block.id} ${block.look} ${block.change ?? ''}`.trim());

describe('rows of the timeline', () => {
  test('are the crews on duty, in the order that people count', () => {
    expect(board({}).map((row) => row.code)).toEqual(['T2', 'T10']);
  });

  test('leave out who is off duty, but not who still has work or comes on duty soon', () => {
    const crews = ['T1', 'T2', 'T3'].map((code) => crew(code, { on_shift: false }));
    const shift = { id: 's', crew_id: 'T3', unit_id: 'u', begins_at: new Date(ms(120)).toISOString(), ends_at: new Date(ms(600)).toISOString(), breaks: [] };
    const rows = board({ crews, booked: [order('a', 'T2', '1', 0)], shifts: [shift] });
    expect(rows.map((row) => row.code)).toEqual(['T2', 'T3']);
  });

  test('show what a plan adds beside what is booked', () => {
    const rows = board({ booked: [order('a', 'T2', '1', 0)], plan: plan([line('n', 'new', 'T2', '2', 60)]) });
    expect(looks(rows[0])).toEqual(['a booked', 'n proposed new']);
  });

  test('leave the outline of a job where a plan takes it from', () => {
    const moved = line('m', 'moved', 'T10', '1', 5, { was: was('a', 'T2', 0) });
    const rows = board({ booked: [order('a', 'T2', '1', 0)], plan: plan([moved]) });
    expect(looks(rows[0])).toEqual(['a ghost']);
    expect(looks(rows[1])).toEqual(['m proposed moved']);
  });

  test('draw a dropped job as an outline alone', () => {
    const dropped = line('d', 'dropped', 'T2', '1', 0, { was: was('a', 'T2', 0) });
    expect(looks(board({ booked: [order('a', 'T2', '1', 0)], plan: plan([dropped]) })[0])).toEqual(['a ghost dropped']);
  });

  test('change nothing for kept and for committed lines', () => {
    const lines = [
      line('k', 'kept', 'T2', '1', 0, { was: was('a', 'T2', 0) }),
      line('c', 'new', 'T2', '2', 60, { state: 'committed', assignment_id: 'b' }),
    ];
    const rows = board({ booked: [order('a', 'T2', '1', 0), order('b', 'T2', '2', 60)], plan: plan(lines) });
    expect(looks(rows[0])).toEqual(['a booked', 'b booked']);
  });

  test('say in words what a block shows by its marks', () => {
    const rows = board({
      booked: [order('a', 'T2', '1', 0, { state: 'working' })],
      pinned: new Set(['1']),
      inZone: new Set(['1']),
    });
    const block = rows[0]?.blocks[0];
    expect(block?.started).toBe(true);
    // Another day than today's says its date as well.
    expect(block?.says()).toMatch(
      /^DN-1, Working, 1 Street, leaves 12:00.*, begins 12:10.*, done 12:40.*, inside a restricted zone, pinned to the crew$/,
    );
  });
});

test('a job has a road, a preparation, its work and a way out; what takes no time is left out', () => {
  expect(parts([0, 10, 15, 45, 45]).map((part) => part.what)).toEqual(['travel', 'prepare', 'work']);
  expect(parts([0, 10, 10, 45, 60]).map((part) => part.what)).toEqual(['travel', 'work', 'leave']);
});

describe('today and plan', () => {
  const today: PlanFigures = {
    jobs: 3,
    left_out: 2,
    customer_minutes: 1500,
    response_minutes: { '0': 30 },
    travel_minutes: 40,
    exposure_person_hours: 2,
    overtime_minutes: 0,
  };
  const verdicts = (change: Partial<PlanFigures>): Record<string, string> => {
    const rows = compared(plan([], { figures: { ...today, ...change }, figures_today: today }));
    return Object.fromEntries(rows.map((row) => [row.key, row.verdict]));
  };

  test('fewer customer-minutes and fewer jobs left out are better, more travel is worse', () => {
    expect(verdicts({ customer_minutes: 260, left_out: 0, travel_minutes: 50 })).toMatchObject({
      customer_minutes: 'better',
      left_out: 'better',
      travel: 'worse',
      exposure: 'same',
    });
  });

  test('a plan that does more jobs is not blamed for their road and their mean response', () => {
    const more = verdicts({ jobs: 5, left_out: 0, travel_minutes: 90, response_minutes: { '0': 45 } });
    expect(more).toMatchObject({ travel: 'not_comparable', 'response-0': 'not_comparable', left_out: 'better' });
  });

  test('a class that nobody goes to today is better served by anybody', () => {
    expect(verdicts({ response_minutes: { '0': 30, '1': 200 } })).toMatchObject({ 'response-0': 'same', 'response-1': 'better' });
  });

  test('overtime is named where there is any', () => {
    expect(Object.keys(verdicts({}))).not.toContain('overtime');
    expect(verdicts({ overtime_minutes: 5 }).overtime).toBe('worse');
  });

  test('what is saved is today less the plan', () => {
    expect(savedMinutes(plan([], { figures: { ...today, customer_minutes: 260 }, figures_today: today }))).toBe(1240);
  });
});

describe('lines', () => {
  test('stand by what they do to people: first what is taken away, the most urgent first', () => {
    const urgent = line('u', 'new', 'T2', '3', 90);
    const lines = [
      line('r', 'retimed', 'T2', '1', 0),
      line('n', 'new', 'T2', '2', 10),
      { ...urgent, ticket: { ...urgent.ticket, priority_class: 0 } },
      line('m', 'moved', 'T2', '4', 0),
    ];
    const groups = groupsOf(lines).map((group) => [group.kind, group.lines.map((each) => each.id)]);
    expect(groups).toEqual([
      ['moved', ['m']],
      ['new', ['u', 'n']],
      ['retimed', ['r']],
    ]);
  });

  test('ask before they move or drop what is booked, not before they add or retime', () => {
    expect(disturbs([line('n', 'new', 'T2', '1', 0), line('r', 'retimed', 'T2', '2', 0)])).toBe(false);
    expect(disturbs([line('n', 'new', 'T2', '1', 0), line('d', 'dropped', 'T2', '2', 0)])).toBe(true);
  });
});

describe("a crew's way on the map", () => {
  const booked = [order('b', 'T2', '2', 60), order('a', 'T2', '1', 0), order('x', 'T10', '3', 0)];
  const numbers = (collection: GeoJSON.FeatureCollection): string[] =>
    collection.features.flatMap((feature) => (feature.geometry.type === 'Point' ? [`${feature.properties?.number}:${feature.properties?.id}`] : []));

  test('goes from where it was seen to its jobs in their order', () => {
    const legs = legsOf(crew('T2', { position: { type: 'Point', coordinates: [107.9, 16] } }), booked, null);
    expect(legs.features[0]?.geometry).toEqual({
      type: 'LineString',
      coordinates: [[107.9, 16], [108.01, 16], [108.02, 16]],
    });
    expect(numbers(legs)).toEqual(['1:1', '2:2']);
  });

  test('is that of the plan where there is one, without what it drops', () => {
    const proposal = plan([line('n', 'new', 'T2', '5', 0), line('d', 'dropped', 'T2', '1', 30)]);
    expect(numbers(legsOf(crew('T2'), booked, proposal))).toEqual(['1:5']);
  });

  test('is nothing for a crew without work', () => {
    expect(legsOf(crew('T7'), booked, null).features).toEqual([]);
  });
});

test('an assignment that is over, or out of sight, leaves the board; another comes or changes', () => {
  const before = new Map([order('a', 'T2', '1', 0), order('b', 'T2', '2', 0)].map((each) => [each.id, each]));
  const read = [order('a', 'T2', '1', 0, { state: 'closed' }), null, order('c', 'T2', '3', 0)];
  expect([...withChanges(before, ['a', 'b', 'c'], read).keys()]).toEqual(['c']);
});
