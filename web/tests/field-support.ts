import type { GateLine } from '../src/api/index.ts';
import type { Checklist, Item, JobPack } from '../src/pages/field/pack.ts';

const PERSON = { extra_roles: [] as string[], safety_grade: 4, user_id: null, ppe_checked: false };
export const AN = { id: 'm1', name: 'An', role: 'direct_supervisor', ...PERSON };
export const BINH = { id: 'm2', name: 'Bình', role: 'member', ...PERSON };

export const item = (key: string, more: Partial<Item> = {}): Item => ({
  key,
  kind: 'confirm',
  label: key,
  per: 'crew',
  required: true,
  critical: false,
  choices: null,
  min: null,
  max: null,
  unit: null,
  min_seconds: null,
  condition: null,
  timed_by: null,
  ...more,
});

export const checklist = (purpose: string, items: readonly Item[], more: Partial<Checklist> = {}): Checklist => ({
  id: `list-${purpose}`,
  purpose,
  title: purpose,
  state: 'open',
  template: { code: purpose, items },
  entries: [],
  ...more,
});

export const ZONE = {
  zone_id: 'z',
  version_id: 'v',
  name: 'Z',
  hazard_class: 'infectious_human',
  level: 3,
  authority: { id: 'a', name: 'A' },
  verdict: 'inside',
  valid_from: '2026-11-23T00:00:00Z',
  valid_until: null,
  coming: false,
} as JobPack['zones'][number];

export const gate = (allowed: boolean): JobPack['gate'] => ({
  allowed,
  now: '2026-11-23T00:00:00Z',
  reasons: [],
  lines: [2, 3].map((number): GateLine => ({ number, code: `gate.${number}`, title: '', status: 'ok', reasons: [] })),
});

export const job = (more: Partial<JobPack> = {}): JobPack =>
  ({
    id: 'job-1',
    number: 'A-1',
    ticket: { id: 't', number: 'DN-1', address: 'x', place: { type: 'Point', coordinates: [108, 16] }, work_type: 'fault_repair', priority_class: 4 },
    state: 'assigned',
    work_method: 'dead_line',
    planned_start_at: null,
    members: [AN, BINH],
    zones: [],
    merged: null,
    checklists: [],
    follow_ups: [],
    gate: gate(false),
    history: [],
    reports: [],
    permits: [],
    contacts: [],
    passes: [],
    ppe: [],
    contacts_told: [AN.id, BINH.id],
    version: 1,
    ...more,
  }) as JobPack;
