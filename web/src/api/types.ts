import type { components } from './schema.d.ts';

export type Schemas = components['schemas'];

export type Assignment = Schemas['AssignmentOut'];
export type AssignmentRoute = Schemas['AssignmentRouteOut'];
export type AuditFault = Schemas['AuditFaultOut'];
export type AuditStep = Schemas['AuditStepOut'];
export type Authority = Schemas['AuthorityOut'];
export type Candidate = Schemas['CandidateOut'];
export type Candidates = Schemas['CandidatesOut'];
export type ChecklistBrief = Schemas['ChecklistBrief'];
export type Crew = Schemas['CrewOut'];
export type CrewBrief = Schemas['CrewBrief'];
export type Deadline = Schemas['DeadlineOut'];
export type Emergency = Schemas['EmergencyOut'];
export type ExposureRecord = Schemas['ExposureRecordOut'];
export type ExposureStay = Schemas['StayOut'];
export type Gate = Schemas['GateOut'];
export type GateLine = Schemas['GateLineOut'];
export type Incident = Schemas['IncidentOut'];
export type IncidentBrief = Schemas['IncidentBriefOut'];
export type IncidentDetail = Schemas['IncidentDetailOut'];
export type IncidentMember = Schemas['IncidentMemberOut'];
export type IncidentStep = Schemas['IncidentStepOut'];
export type Inside = Schemas['InsideOut'];
export type IsolationLevel = Schemas['LevelOut'];
export type IsolationOrder = Schemas['OrderOut'];
export type Judgement = Schemas['JudgementOut'];
export type Me = Schemas['MeOut'];
export type PastAssignment = Schemas['PastAssignmentOut'];
export type PastJob = Schemas['PastJobOut'];
export type Permit = Schemas['PermitOut'];
export type PermitHistory = Schemas['PermitHistoryOut'];
export type PermitMessage = Schemas['PermitMessageOut'];
export type PermitRecordIn = Schemas['RecordIn'];
export type PermitStep = Schemas['PermitStepOut'];
export type Pin = Schemas['PinOut'];
export type Plan = Schemas['PlanOut'];
export type PlanAnswer = Schemas['PlanAnswerOut'];
export type PlanBrief = Schemas['PlanBriefOut'];
export type PlanFigures = Schemas['PlanFiguresOut'];
export type PlanLine = Schemas['PlanLineOut'];
export type PlannedTicket = Schemas['PlannedTicketOut'];
export type Push = Schemas['PushStateOut'];
export type Reason = Schemas['ReasonOut'];
export type Requirements = Schemas['Requirements'];
export type RoadClosure = Schemas['ClosureOut'];
export type Shift = Schemas['ShiftOut'];
export type StandDown = Schemas['StandDownOut'];
export type Ticket = Schemas['TicketOut'];
export type TicketDetail = Schemas['TicketDetailOut'];
export type TicketIn = Schemas['TicketIn'];
export type Unit = Schemas['UnitOut'];
export type WorkPermit = Schemas['WorkPermitOut'];
export type Zone = Schemas['ZoneOut'];
export type ZoneCrossing = Schemas['CrossingOut'];
export type ZoneHit = Schemas['ZoneHit'];
export type ZoneIn = Schemas['ZoneIn'];
export type ZoneRequirements = Schemas['VersionRequirements'];
export type ZoneVersion = Schemas['ZoneVersionOut'];
export type Trace = Schemas['TraceOut'];
export type Traced = Schemas['TracedOut'];
export type Verification = Schemas['AuditVerifyOut'];
export type WorkMethod = Schemas['MethodIn']['work_method'];

/** Which desk is signed in; each has its own refresh cookie, so one browser can show several side by side. */
export type Desk = 'console' | 'liaison' | 'field' | 'safety';

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

/** What decides the priority class besides hazards (compliance/priority.py). */
export const SITE_KINDS = [
  'hospital',
  'field_hospital',
  'quarantine_hospital',
  'quarantine_site',
  'checkpoint',
  'emergency_services',
] as const;
export const ASSET_KINDS = ['transmission', 'substation', 'main_feeder', 'lateral', 'transformer', 'service'] as const;

export const LIFE_HAZARDS = ['wire_down', 'fire', 'life_support'] as const;
export type HealthRead = Schemas['HealthReadOut'];
export type PrivacyEffect = Schemas['PrivacyEffectOut'];
export type PrivacyHold = Schemas['PrivacyHoldOut'];
export type PrivacyRequest = Schemas['PrivacyRequestOut'];
export type PrivacyRule = Schemas['PrivacyRuleOut'];
export type RetentionRun = Schemas['RetentionRunOut'];
