import { expect, test } from 'vitest';
import type { IncidentBrief, IncidentStep, TicketDetail } from '../src/api/index.ts';
import { loneNeighbours, mayUndo } from '../src/pages/console/incident-actions.ts';
import { incidentsNear, joiningId, joinStillNear, toggleMember, chosenMembers } from '../src/pages/console/incident-store.ts';

function brief(number: string, state: IncidentBrief['state'] = 'open'): IncidentBrief {
  return { id: number, number, name: '', state, tickets: 2, customers: 40, lead_ticket_id: 'lead' };
}

function near(incident: IncidentBrief | null, state: TicketDetail['state'] = 'new') {
  return { id: `t-${incident?.number ?? state}`, number: 'DN-26-000001', distance_m: 10, state, address: '', incident };
}

function step(actor: string | null, undone = false): IncidentStep {
  return { id: 's', kind: 'opened', at: '2026-04-01T05:00:00Z', actor: 'x', actor_id: actor, tickets: [], undone };
}

test('of the incidents near a call each open one is offered once, the closest first', () => {
  const found = incidentsNear([near(brief('B')), near(null), near(brief('A')), near(brief('B')), near(brief('C', 'restored'))]);
  expect(found.map((each) => each.number)).toEqual(['B', 'A']);
});

test('a call that moves away belongs no longer to what was ticked', () => {
  joiningId.value = 'A';
  joinStillNear([near(brief('A'))]);
  expect(joiningId.value).toBe('A');
  joinStillNear([near(brief('B'))]);
  expect(joiningId.value).toBeNull();
});

test('who arranges incidents takes back any step, others their own, and nobody one that was taken back', () => {
  expect(mayUndo(step(null), 'me', true)).toBe(true);
  expect(mayUndo(step('me'), 'me', false)).toBe(true);
  expect(mayUndo(step('other'), 'me', false)).toBe(false);
  expect(mayUndo(step(null), undefined, false)).toBe(false);
  expect(mayUndo(step('me', true), 'me', true)).toBe(false);
});

test('an incident is founded with neighbours that are out and alone', () => {
  const nearby = [near(brief('A')), near(null), near(null, 'restored')];
  expect(loneNeighbours({ nearby } as unknown as TicketDetail).map((each) => each.id)).toEqual(['t-new']);
});

test('a ticket is chosen and unchosen', () => {
  toggleMember('a');
  toggleMember('b');
  toggleMember('a');
  expect([...chosenMembers.value]).toEqual(['b']);
});
