/**
 * Types of the HTTP API in the shape that openapi-typescript writes.
 * `npm run types` regenerates this file from the service's own OpenAPI document.
 */
import type { AssignmentState, PermitState, TicketState } from '../design/marks.ts';

interface Point {
  type: 'Point';
  coordinates: number[];
}
interface Polygon {
  type: 'Polygon';
  coordinates: number[][][];
}
interface MultiPolygon {
  type: 'MultiPolygon';
  coordinates: number[][][][];
}
interface Answer<Body> {
  headers: Record<string, unknown>;
  content: { 'application/json': Body };
}
interface NoPath<Query> {
  path?: never;
  query?: Query;
  header?: Record<string, string>;
  cookie?: never;
}
interface Read<Body, Params = NoPath<never>> {
  parameters: Params;
  requestBody?: never;
  responses: { 200: Answer<Body> };
}
interface Write<Input, Body, Params = NoPath<never>> {
  parameters: Params;
  requestBody: { content: { 'application/json': Input } };
  responses: { 200: Answer<Body> };
}
interface Page<Item> {
  items: Item[];
  next_cursor: string | null;
}
interface ById {
  path: { id: string };
  query?: never;
  header?: Record<string, string>;
  cookie?: never;
}
type Paging = { cursor?: string; limit?: number };

type Schemas = components['schemas'];

export interface paths {
  '/api/v1/me': { get: Read<Schemas['Me']> };
  '/api/v1/judgement': {
    get: Read<
      Schemas['Judgement'],
      NoPath<{
        lon: number;
        lat: number;
        accuracy_m?: number;
        work_type?: string;
        hazards?: string[];
        at?: string;
      }>
    >;
  };
  '/api/v1/tickets': {
    get: Read<
      Page<Schemas['Ticket']>,
      NoPath<Paging & { state?: string; q?: string; open?: boolean; unit_id?: string; bbox?: string }>
    >;
    post: Write<Schemas['TicketIn'], Schemas['Ticket']>;
  };
  '/api/v1/tickets/{id}': { get: Read<Schemas['TicketDetail'], ById> };
  '/api/v1/tickets/{id}/transitions': {
    post: Write<{ to: TicketState; reason: string }, Schemas['Ticket'], ById>;
  };
  '/api/v1/tickets/{id}/settlements': {
    post: Write<{ zone_id: string; verdict: 'inside' | 'outside'; reason: string }, Schemas['TicketDetail'], ById>;
  };
  '/api/v1/tickets/{id}/candidates': { get: Read<Schemas['Candidates'], ById> };
  '/api/v1/crews': { get: Read<Page<Schemas['Crew']>, NoPath<Paging>> };
  '/api/v1/authorities': { get: Read<Page<Schemas['Authority']>, NoPath<Paging>> };
  '/api/v1/zones': {
    get: Read<Page<Schemas['Zone']>, NoPath<Paging & { at?: string; bbox?: string }>>;
    post: Write<Schemas['ZoneIn'], Schemas['Zone']>;
  };
  '/api/v1/zones/{id}': { get: Read<Schemas['Zone'], ById> };
  '/api/v1/zones/{id}/versions': {
    get: Read<Page<Schemas['ZoneVersion']>, ById>;
    post: Write<Partial<Schemas['ZoneIn']>, Schemas['Zone'], ById>;
  };
  '/api/v1/zones/{id}/end': { post: Write<{ reason: string }, Schemas['Zone'], ById> };
  '/api/v1/zones/preview': {
    post: Write<
      { geometry: Schemas['ZoneIn']['geometry']; valid_from?: string; valid_until?: string | null },
      { tickets: number; assignments: number; permits_voided: number; numbers: string[] }
    >;
  };
  '/api/v1/assignments': {
    get: Read<Page<Schemas['Assignment']>, NoPath<Paging & { active?: boolean; crew_id?: string; ticket_id?: string }>>;
    post: Write<Schemas['AssignmentIn'], Schemas['Assignment']>;
  };
  '/api/v1/assignments/{id}': { get: Read<Schemas['Assignment'], ById> };
  '/api/v1/assignments/{id}/transitions': {
    post: Write<{ to: AssignmentState; reason?: string; version?: number }, Schemas['Assignment'], ById>;
  };
  '/api/v1/assignments/{id}/method': { put: Write<Schemas['MethodIn'], Schemas['Assignment'], ById> };
  '/api/v1/assignments/{id}/gate': { get: Read<Schemas['Gate'], ById> };
  '/api/v1/assignments/{id}/override': {
    post: Write<
      { reason: string; second_username: string; second_password: string; minutes: number },
      Schemas['Gate'],
      ById
    >;
  };
  '/api/v1/assignments/{id}/hse-approval': {
    post: Write<{ approved: boolean; note: string }, Schemas['Assignment'], ById>;
  };
  '/api/v1/assignments/{id}/ppe': {
    post: Write<{ member_id: string; issued: boolean }, Schemas['Assignment'], ById>;
  };
  '/api/v1/entry-permits': {
    get: Read<Page<Schemas['Permit']>, NoPath<Paging & { state?: string; authority_id?: string }>>;
  };
  '/api/v1/entry-permits/{id}/transitions': { post: Write<Schemas['PermitTransitionIn'], Schemas['Permit'], ById> };
}

export interface components {
  schemas: {
    Reason: { code: string; text: string; params?: Record<string, unknown> };
    Me: {
      id: string;
      username: string;
      name: string;
      locale: string;
      roles: {
        role: string;
        unit_id?: string | null;
        unit_code?: string | null;
        authority_id?: string | null;
        authority_name?: string | null;
      }[];
      verbs: string[];
      crew_id?: string | null;
      member_id?: string | null;
      unit?: { id: string; code: string; name: string; time_zone: string } | null;
    };
    Requirements: {
      permit_needed: boolean;
      ppe_profiles: string[];
      entry_templates: string[];
      exit_templates: string[];
      disinfection_profiles: string[];
      live_line_preferred: boolean;
      max_people: number | null;
      max_minutes: number | null;
      hold_after_exit_minutes: number | null;
    };
    ZoneHit: {
      zone_id: string;
      version_id: string;
      name: string;
      hazard_class: string;
      level: number;
      authority: Schemas['Named'];
      verdict: 'inside' | 'possibly' | 'outside';
      valid_from: string;
      valid_until: string | null;
      coming: boolean;
      settled_by?: string | null;
      requirements: Schemas['Requirements'];
    };
    Named: { id: string; name: string };
    Judgement: {
      unit: { id: string; code: string; name: string } | null;
      work_type: {
        allowed: boolean;
        reasons: Schemas['Reason'][];
        orders: { id: string; legal_reference: string; level: string }[];
      };
      zones: Schemas['ZoneHit'][];
      merged: Schemas['Requirements'] | null;
    };
    TicketIn: {
      work_type: string;
      place: Point;
      accuracy_m?: number;
      address?: string;
      description?: string;
      hazards?: string[];
      customers_affected?: number;
      reporter_name?: string;
      reporter_phone?: string;
    };
    Ticket: {
      id: string;
      number: string;
      unit_id: string;
      unit_code: string;
      work_type: string;
      state: TicketState;
      blocked: Schemas['Reason'][];
      place: Point;
      accuracy_m: number;
      address: string | null;
      description: string | null;
      hazards: string[];
      customers_affected: number;
      priority_class: number;
      priority: { value: number; parts: { weight: number; customers: number; waiting: number } };
      reported_at: string;
      zone_badge: 'none' | 'inside' | 'possibly' | 'coming';
      deferred_by?: { order_id: string; legal_reference: string } | null;
      crews_needed: number;
      version: number;
    };
    TicketDetail: Schemas['Ticket'] & {
      reporter_name: string | null;
      reporter_phone: string | null;
      meter_no: string | null;
      pole_no: string | null;
      feeder: string | null;
      transformer: string | null;
      required_skills: string[];
      service_minutes: number;
      site_kind: string | null;
      asset_kind: string | null;
      zones: Schemas['ZoneHit'][];
      merged: Schemas['Requirements'] | null;
      assignments: Schemas['Assignment'][];
      nearby: { id: string; number: string; distance_m: number; state: TicketState }[];
    };
    CrewBrief: { id: string; code: string; name: string; unit_id: string };
    Crew: Schemas['CrewBrief'] & {
      skills: string[];
      position: Point | null;
      position_at: string | null;
      base: Point;
      on_shift: boolean;
      shift_until: string | null;
      members: { id: string; name: string; role: string; safety_grade: number; user_id: string | null }[];
      vehicles: { id: string; plate: string; kind: string }[];
      current_assignment_id: string | null;
      planned_count: number;
      version: number;
    };
    Candidate: {
      crew: Schemas['CrewBrief'];
      travel_minutes: number;
      distance_m: number;
      depart_at: string;
      arrive_at: string;
      entry_minutes: number;
      earliest_start_at: string;
      workload_minutes: number;
      exposure_people: number;
      needs_permits: number;
      notes: Schemas['Reason'][];
    };
    Candidates: {
      ticket_id: string;
      at: string;
      zones: Schemas['ZoneHit'][];
      merged: Schemas['Requirements'] | null;
      candidates: Schemas['Candidate'][];
      refused: { crew: Schemas['CrewBrief']; reasons: Schemas['Reason'][] }[];
    };
    Authority: {
      id: string;
      parent_id: string | null;
      code: string;
      name: string;
      name_en: string | null;
      level: string;
      response_minutes: number;
      contacts: { name: string; phone?: string | null; email?: string | null }[];
      area?: MultiPolygon | null;
    };
    ZoneRequirements: {
      permit_needed: boolean;
      ppe_profile: string | null;
      entry_templates: string[];
      exit_templates: string[];
      disinfection_profile: string | null;
      live_line_preferred: boolean;
      max_people: number | null;
      max_minutes: number | null;
      hold_after_exit_minutes: number | null;
    };
    ZoneIn: {
      name: string;
      hazard_class: string;
      authority_id: string;
      level: number;
      geometry: Polygon | MultiPolygon;
      valid_from?: string;
      valid_until?: string | null;
      legal_instrument?: string;
      gates?: { name: string; place: Point }[];
      doffing_point?: string;
      requirements: Schemas['ZoneRequirements'];
      publish: boolean;
    };
    ZoneVersion: {
      id: string;
      zone_id: string;
      version_no: number;
      state: 'draft' | 'published' | 'ended';
      level: number;
      geometry: MultiPolygon;
      valid_from: string;
      valid_until: string | null;
      legal_instrument: string | null;
      gates: { name: string; place: Point }[];
      doffing_point?: string | null;
      requirements: Schemas['ZoneRequirements'];
      published_at: string | null;
      published_by: string | null;
    };
    Zone: {
      id: string;
      number: string;
      name: string;
      authority: Schemas['Named'];
      hazard_class: string;
      state: 'coming' | 'in_force' | 'ended' | 'draft';
      current: Schemas['ZoneVersion'] | null;
      next: Schemas['ZoneVersion'] | null;
    };
    AssignmentIn: {
      ticket_id: string;
      crew_id: string;
      vehicle_id?: string;
      planned_start?: string;
      work_method?: 'live_line' | 'dead_line';
      method_reason?: string;
      procedure_ref?: string;
    };
    MethodIn: {
      work_method: 'live_line' | 'dead_line';
      reason: string;
      procedure_ref?: string;
      voltage: 'lv' | 'hv';
    };
    ChecklistBrief: {
      id: string;
      template_code: string;
      title: string;
      purpose: string;
      state: 'open' | 'complete' | 'failed' | 'void';
      done: number;
      total: number;
    };
    Push: {
      id: string;
      user_name: string;
      kind: string;
      state: 'queued' | 'handed_over' | 'delivered' | 'read' | 'failed';
      queued_at: string;
      handed_over_at: string | null;
      delivered_at: string | null;
      read_at: string | null;
      error: string | null;
    };
    Assignment: {
      id: string;
      number: string;
      ticket: {
        id: string;
        number: string;
        address: string | null;
        place: Point;
        work_type: string;
        priority_class: number;
      };
      crew: Schemas['CrewBrief'];
      vehicle: { id: string; plate: string; kind?: string } | null;
      state: AssignmentState;
      planned_start_at: string | null;
      planned_entry_at: string | null;
      planned_end_at: string | null;
      work_method: 'live_line' | 'dead_line' | null;
      method_reason: string | null;
      procedure_ref: string | null;
      doffing_point: string | null;
      members: { id: string; name: string; role: string; ppe_checked: boolean }[];
      permits: Schemas['Permit'][];
      checklists: Schemas['ChecklistBrief'][];
      pushes: Schemas['Push'][];
      history: { at: string; state: AssignmentState; actor: string }[];
      next: AssignmentState[];
      override?: { until: string; reason: string } | null;
      version: number;
    };
    GateLine: {
      number: number;
      code: string;
      title: string;
      status: 'ok' | 'not_required' | 'overridden' | 'failed';
      reasons: Schemas['Reason'][];
    };
    Gate: { allowed: boolean; now: string; lines: Schemas['GateLine'][]; reasons: Schemas['Reason'][] };
    Permit: {
      id: string;
      number: string;
      state: PermitState;
      assignment: { id: string; number: string; crew_name: string; state: AssignmentState };
      ticket: {
        id: string;
        number: string;
        address: string | null;
        place: Point;
        work_type: string;
        customers_affected: number;
      };
      zone: { id: string; name: string; hazard_class: string; geometry: MultiPolygon };
      authority: Schemas['Named'];
      requested_window: { from: string; until: string };
      valid_from: string | null;
      valid_until: string | null;
      gate: { name: string; place: Point } | null;
      conditions: string[];
      people: { id: string; name: string; safety_grade: number; role: string; void: boolean }[];
      vehicles: { id: string; plate: string; void: boolean }[];
      ppe_profile: string | null;
      reason: string | null;
      requested_at: string | null;
      respond_by: string | null;
      overdue: boolean;
      decided_at: string | null;
      decided_by: string | null;
      channel: 'screen' | 'phone' | 'letter' | null;
      channel_note: string | null;
      version: number;
    };
    PermitTransitionIn: {
      to: PermitState;
      conditions?: string[];
      valid_from?: string;
      valid_until?: string;
      gate?: { name: string; place: Point };
      reason?: string;
      channel?: 'screen' | 'phone' | 'letter';
      channel_note?: string;
    };
  };
}
