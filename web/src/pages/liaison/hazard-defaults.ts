import type { ZoneRequirements } from '../../api/index.ts';

export const PPE_PROFILES = [
  'medical_basic',
  'medical_gown',
  'medical_full_level3',
  'animal_disease',
  'chemical_splash',
  'flood',
] as const;
export const ENTRY_TEMPLATES = ['donning'] as const;
export const EXIT_TEMPLATES = ['doffing', 'disinfection'] as const;
export const DISINFECTION_PROFILES = ['chlorine_005', 'alcohol_70'] as const;

const PLAIN: ZoneRequirements = {
  permit_needed: true,
  ppe_profile: null,
  entry_templates: [],
  exit_templates: [],
  disinfection_profile: null,
  live_line_preferred: false,
  max_people: null,
  max_minutes: null,
  hold_after_exit_minutes: 0,
  checkin_minutes: null,
  transit_permit: false,
};

const BY_HAZARD: Readonly<Record<string, Partial<ZoneRequirements>>> = {
  infectious_human: {
    ppe_profile: 'medical_full_level3',
    entry_templates: ['donning'],
    exit_templates: ['doffing', 'disinfection'],
    disinfection_profile: 'chlorine_005',
    live_line_preferred: true,
  },
  animal_disease: {
    ppe_profile: 'animal_disease',
    entry_templates: ['donning'],
    exit_templates: ['doffing', 'disinfection'],
    disinfection_profile: 'chlorine_005',
  },
  chemical: { ppe_profile: 'chemical_splash', exit_templates: ['doffing'] },
  flood: { permit_needed: false, ppe_profile: 'flood' },
};

/** What a new zone of a hazard class starts from, before its authority edits it; the service ships the same. */
export function defaultRequirements(hazard: string): ZoneRequirements {
  return { ...PLAIN, ...BY_HAZARD[hazard] };
}
