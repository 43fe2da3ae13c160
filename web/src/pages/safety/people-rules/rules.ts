import type { Schemas } from '../../../api/index.ts';

/** The roles that somebody can hold beside another, in the order in which they are shown. */
export const ROLES = [
  'direct_supervisor',
  'electrical_safety_supervisor',
  'permit_issuer',
  'permitter',
  'lookout',
] as const;
export type Role = (typeof ROLES)[number];
export type Pair = readonly [Role, Role];

export const SIGNATURES = ['issuer', 'permitter', 'direct_supervisor', 'electrical_safety_supervisor'] as const;
export type Signature = (typeof SIGNATURES)[number];
export const DESKS = ['dispatcher', 'shift_leader'] as const;

/** Which signatures are asked for and who may give each; one that nobody may give is not asked for. */
export type SignerDraft = Readonly<Record<Signature, { readonly who: readonly string[]; readonly ifInCrew: boolean }>>;

/** A pair always the same way round, as text. */
export function pairKey(one: string, other: string): string {
  const rank = (role: string): number => ROLES.indexOf(role as Role);
  return rank(one) <= rank(other) ? `${one}+${other}` : `${other}+${one}`;
}

/** Every pair of two different roles, once. */
export const ALL_PAIRS: readonly Pair[] = ROLES.flatMap((one, at) => ROLES.slice(at + 1).map((other): Pair => [one, other]));

export function keysOf(pairs: readonly (readonly string[])[]): ReadonlySet<string> {
  return new Set(pairs.flatMap(([one, other]) => (one === undefined || other === undefined ? [] : [pairKey(one, other)])));
}

/** What somebody wants and has not kept yet: pair by pair, whether both roles may be held. */
export type Wishes = ReadonlyMap<string, boolean>;

/** What the matrix shows: the rules as they are now, with the own wishes over them. */
export function withWishes(kept: ReadonlySet<string>, wishes: Wishes): ReadonlySet<string> {
  const next = new Set(kept);
  for (const [key, may] of wishes) {
    if (may) next.add(key);
    else next.delete(key);
  }
  return next;
}

export function samePairs(one: ReadonlySet<string>, other: ReadonlySet<string>): boolean {
  return one.size === other.size && [...one].every((key) => other.has(key));
}

/** The pairs that are ticked, as the service takes them. */
export function pairsOf(keys: ReadonlySet<string>): [Role, Role][] {
  return ALL_PAIRS.filter(([one, other]) => keys.has(pairKey(one, other))).map(([one, other]) => [one, other]);
}

export function signerDraftOf(signers: readonly Schemas['SignerOut'][]): SignerDraft {
  const draft = (role: Signature) => {
    const held = signers.find((each) => each.role === role);
    return { who: [...(held?.desk ?? []), ...(held?.crew ?? [])], ifInCrew: held?.if_in_crew ?? false };
  };
  return {
    issuer: draft('issuer'),
    permitter: draft('permitter'),
    direct_supervisor: draft('direct_supervisor'),
    electrical_safety_supervisor: draft('electrical_safety_supervisor'),
  };
}

/** The body that says who signs `document`. */
export function signersBody(document: 'permit' | 'order', draft: SignerDraft): Schemas['SignersIn'] {
  const signers = SIGNATURES.filter((role) => draft[role].who.length > 0).map((role) => ({
    role,
    desk: DESKS.filter((desk) => draft[role].who.includes(desk)),
    crew: ROLES.filter((each) => draft[role].who.includes(each)),
    if_in_crew: draft[role].ifInCrew,
  }));
  return { document, signers };
}

/** Who may write these rules holds such a role over a unit that is below no other. */
export function keepsWhole(roles: readonly { role: string; unit_id: string | null }[], wholeUnits: readonly string[]): boolean {
  return roles.some(({ role, unit_id }) => ['hse', 'admin'].includes(role) && unit_id !== null && wholeUnits.includes(unit_id));
}
