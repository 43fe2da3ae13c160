import type { MultiPolygon } from 'geojson';
import type { Zone, ZoneIn, ZoneRequirements, ZoneVersion } from '../../api/index.ts';
import {
  formatCoordinates,
  fromLocalInput,
  parseCoordinates,
  toLocalInput,
  type FieldErrors,
} from '../../forms/index.ts';
import { t } from '../../i18n/index.ts';
import { defaultRequirements } from './hazard-defaults.ts';

/** A zone as it is being written; times and numbers as typed. */
export interface ZoneDraft {
  readonly name: string;
  readonly hazard: string;
  readonly authorityId: string;
  readonly level: Level;
  readonly from: string;
  readonly until: string;
  readonly legal: string;
  readonly doffing: string;
  readonly gates: string;
  readonly requirements: ZoneRequirements;
  readonly maxPeople: string;
  readonly maxMinutes: string;
  readonly holdMinutes: string;
  readonly checkinMinutes: string;
}

export type Level = NonNullable<ZoneIn['level']>;
export type Gates = NonNullable<ZoneIn['gates']>;

const FIRST_HAZARD = 'infectious_human';

export function emptyDraft(authorityId: string): ZoneDraft {
  return {
    name: '',
    hazard: FIRST_HAZARD,
    authorityId,
    level: 2,
    from: '',
    until: '',
    legal: '',
    doffing: '',
    gates: '',
    ...requirementFields(defaultRequirements(FIRST_HAZARD)),
  };
}

/** The next version of a zone starts as the one in force, or the one that is coming. */
export function draftOf(zone: Zone): ZoneDraft {
  const draft = { ...emptyDraft(zone.authority.id), name: zone.name, hazard: zone.hazard_class };
  const version = zone.current ?? zone.next;
  if (version === null) return { ...draft, ...requirementFields(defaultRequirements(zone.hazard_class)) };
  return {
    ...draft,
    level: version.level as Level,
    until: toLocalInput(version.valid_until),
    legal: version.legal_instrument ?? '',
    doffing: version.doffing_point ?? '',
    gates: version.gates.map(gateLine).join('\n'),
    ...requirementFields(version.requirements),
  };
}

/** Another hazard class brings its own requirements. */
export function withHazard(draft: ZoneDraft, hazard: string): ZoneDraft {
  return { ...draft, hazard, ...requirementFields(defaultRequirements(hazard)) };
}

function requirementFields(requirements: ZoneRequirements) {
  return {
    requirements,
    maxPeople: String(requirements.max_people ?? ''),
    maxMinutes: String(requirements.max_minutes ?? ''),
    holdMinutes: String(requirements.hold_after_exit_minutes || ''),
    checkinMinutes: String(requirements.checkin_minutes ?? ''),
  };
}

function gateLine(gate: ZoneVersion['gates'][number]): string {
  const into = gate.into ? `; ${gate.into}` : '';
  return `${gate.name}; ${formatCoordinates(gate.place.coordinates)}${into}`;
}

/** Gates one per line, `name; lon, lat` or `name; lon, lat; hot`; the number of the first line that cannot be read instead. */
export function readGates(text: string): Gates | number {
  const gates: Gates = [];
  for (const [index, line] of text.split('\n').entries()) {
    if (line.trim() === '') continue;
    const last = line.slice(line.lastIndexOf(';') + 1).trim();
    const into = PART_KINDS.find((kind) => kind === last) ?? null;
    const text = into === null ? line : line.slice(0, line.lastIndexOf(';'));
    const cut = text.lastIndexOf(';');
    const name = text.slice(0, cut).trim();
    const read = parseCoordinates(text.slice(cut + 1));
    if (cut < 0 || name === '' || read.kind !== 'ok') return index + 1;
    gates.push({ name, place: { type: 'Point', coordinates: [...read.place] }, ...(into !== null && { into }) });
  }
  return gates;
}

/** What stands in the way of publishing, by field. */
export function draftErrors(draft: ZoneDraft): FieldErrors {
  const gates = readGates(draft.gates);
  const [from, until] = [fromLocalInput(draft.from), fromLocalInput(draft.until)];
  const late = until !== null && Date.parse(until) <= (from === null ? Date.now() : Date.parse(from));
  return {
    ...(draft.name.trim() === '' && { name: t('field.required') }),
    ...(draft.authorityId === '' && { authority_id: t('field.required') }),
    ...(late && { valid_until: t('zone_form.until_order') }),
    ...(typeof gates === 'number' && { gates: t('zone_form.gates_bad', { line: gates }) }),
    ...wholeError('max_people', draft.maxPeople, 1),
    ...wholeError('max_minutes', draft.maxMinutes, 1),
    ...wholeError('hold_after_exit_minutes', draft.holdMinutes, 0),
    ...wholeError('checkin_minutes', draft.checkinMinutes, 1),
  };
}

function wholeError(field: string, text: string, min: number): FieldErrors {
  const value = Number(text);
  if (text.trim() === '' || (Number.isInteger(value) && value >= min)) return {};
  return { [field]: t('zone_form.whole', { min }) };
}

export const PART_KINDS = ['hot', 'warm', 'cold'] as const;

/** A part as the form holds it; its area is drawn on the map. */
export interface PartDraft {
  kind: (typeof PART_KINDS)[number];
  name: string;
  ppe: string;
  minutes: string;
  geometry: MultiPolygon | null;
}

/** The parts of a version that is to get a successor. */
export function partDrafts(version: ZoneVersion | null): PartDraft[] {
  return (version?.parts ?? []).map((part) => ({
    kind: part.kind as PartDraft['kind'],
    name: part.name,
    ppe: part.ppe_profile ?? '',
    minutes: String(part.max_minutes ?? ''),
    geometry: part.geometry as MultiPolygon,
  }));
}

/** Parts as the service takes them; those without an area are not drawn yet. */
export function partsBody(parts: readonly PartDraft[]) {
  return parts.flatMap((part) => {
    if (part.geometry === null) return [];
    const { kind, name, geometry } = part;
    return [{ kind, name, geometry, ppe_profile: part.ppe || null, max_minutes: wholeOrNull(part.minutes) }];
  });
}

/** The body that publishes the draft over `geometry`; a start left empty means now. */
export function zoneBody(draft: ZoneDraft, geometry: MultiPolygon, parts: readonly PartDraft[]): ZoneIn {
  const gates = readGates(draft.gates);
  const from = fromLocalInput(draft.from);
  return {
    name: draft.name.trim(),
    hazard_class: draft.hazard,
    authority_id: draft.authorityId,
    level: draft.level,
    geometry,
    ...(from !== null && { valid_from: from }),
    valid_until: fromLocalInput(draft.until),
    ...(draft.legal.trim() && { legal_instrument: draft.legal.trim() }),
    ...(draft.doffing.trim() && { doffing_point: draft.doffing.trim() }),
    gates: typeof gates === 'number' ? [] : gates,
    requirements: {
      ...draft.requirements,
      max_people: wholeOrNull(draft.maxPeople),
      max_minutes: wholeOrNull(draft.maxMinutes),
      hold_after_exit_minutes: wholeOrNull(draft.holdMinutes) ?? 0,
      checkin_minutes: wholeOrNull(draft.checkinMinutes),
    },
    parts: partsBody(parts),
    publish: true,
  };
}

function wholeOrNull(text: string): number | null {
  return text.trim() === '' ? null : Number(text);
}
