import type { components } from './schema.d.ts';

type Schemas = components['schemas'];

export type Assignment = Schemas['Assignment'];
export type Authority = Schemas['Authority'];
export type Candidate = Schemas['Candidate'];
export type Candidates = Schemas['Candidates'];
export type ChecklistBrief = Schemas['ChecklistBrief'];
export type Crew = Schemas['Crew'];
export type CrewBrief = Schemas['CrewBrief'];
export type Gate = Schemas['Gate'];
export type GateLine = Schemas['GateLine'];
export type Judgement = Schemas['Judgement'];
export type Me = Schemas['Me'];
export type Permit = Schemas['Permit'];
export type Push = Schemas['Push'];
export type Reason = Schemas['Reason'];
export type Requirements = Schemas['Requirements'];
export type Ticket = Schemas['Ticket'];
export type TicketDetail = Schemas['TicketDetail'];
export type TicketIn = Schemas['TicketIn'];
export type Zone = Schemas['Zone'];
export type ZoneHit = Schemas['ZoneHit'];
export type ZoneIn = Schemas['ZoneIn'];
export type ZoneVersion = Schemas['ZoneVersion'];
export type WorkMethod = Schemas['MethodIn']['work_method'];

/** Which desk is signed in; each has its own refresh cookie, so one browser can show several side by side. */
export type Desk = 'console' | 'liaison' | 'field';

/** What the live stream says about a change; the details are fetched by whoever shows the subject. */
export interface LiveEvent {
  readonly id: string;
  readonly verb: string;
  readonly subject_kind: string;
  readonly subject_id: string;
  readonly unit_id: string | null;
  readonly ticket_id?: string | null;
  readonly assignment_id?: string | null;
  readonly at: string;
  readonly actor: string | null;
}

export const WORK_TYPES = [
  'fault_repair',
  'fault_prevention',
  'customer_repair',
  'meter_replacement_faulty',
  'new_connection',
  'capacity_increase',
  'relocation',
  'meter_check',
  'periodic_metering',
  'amr_meter_swap',
  'planned_maintenance',
  'other_contract_service',
] as const;

export const LIFE_HAZARDS = ['wire_down', 'fire', 'life_support'] as const;
