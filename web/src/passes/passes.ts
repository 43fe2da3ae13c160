import { fromBase45, hex, isSignedBy, Malformed, readSigned, tryDecode, unpack } from './codec.ts';

/** The format is that of `docs/entry-pass.md`; `compliance/passes.py` gives the same answers to the same vectors. */
const PREFIX = 'CP1:';
const PURPOSE = 'cordon.pass.1';
const LIST_PURPOSE = 'cordon.pass-list.1';

export const ANSWERS = [
  'valid', 'not_yet', 'expired', 'revoked', 'wrong_zone', 'list_too_old', 'wrong_signature', 'unknown_key', 'key_revoked',
  'not_a_pass',
] as const; // prettier-ignore
export type Answer = (typeof ANSWERS)[number];

/** What a pass says; moments in milliseconds since 1970. */
export interface PassFacts {
  readonly id: string;
  readonly permitNumber: string;
  readonly zoneNumber: string;
  readonly zoneName: string;
  readonly gate: string;
  readonly validFrom: number;
  readonly validUntil: number;
  readonly issuedAt: number;
  readonly people: readonly string[];
  readonly plates: readonly string[];
}

export interface ListedZone {
  readonly number: string;
  readonly name: string;
  readonly gates: readonly string[];
}

/** Which passes and keys are good no more. */
export interface PassList {
  readonly issuedAt: number;
  /** From then on the list is too old to say that a pass is valid. */
  readonly nextUpdate: number;
  readonly passes: ReadonlySet<string>;
  readonly keys: ReadonlySet<string>;
  readonly zones: readonly ListedZone[];
}

/** Public keys by key id (eight hexadecimal digits). */
export type Keys = ReadonlyMap<string, Uint8Array>;

export interface Checked {
  readonly answer: Answer;
  /** What the pass says, once its signature is known to be right. */
  readonly facts: PassFacts | null;
}

/** What to tell a guard about a text that was scanned; `zone` null asks about no zone in particular. */
export async function checkPass(
  text: string,
  keys: Keys,
  listed: PassList | null,
  now: number,
  zone: string | null,
): Promise<Checked> {
  const message = orNull(() => readSigned(fromBase45(bodyOf(text))));
  if (message === null) return { answer: 'not_a_pass', facts: null };
  const key = keys.get(message.keyId);
  if (key === undefined) return { answer: 'unknown_key', facts: null };
  if (!(await isSignedBy(message, key, PURPOSE))) return { answer: 'wrong_signature', facts: null };
  const facts = orNull(() => factsOf(unpack(message.payload)));
  if (facts === null) return { answer: 'not_a_pass', facts: null };
  if (listed?.keys.has(message.keyId)) return { answer: 'key_revoked', facts };
  return { answer: judge(facts, listed, now, zone), facts };
}

/** A revocation list whose signature is right. Throws `Malformed` for anything else. */
export async function readList(data: Uint8Array, keys: Keys): Promise<PassList> {
  const message = readSigned(data);
  const key = keys.get(message.keyId);
  if (key === undefined || !(await isSignedBy(message, key, LIST_PURPOSE))) throw new Malformed('not signed by a known key');
  const content = mapOf(tryDecode(message.payload));
  return {
    issuedAt: momentOf(content.get(1)),
    nextUpdate: momentOf(content.get(2)),
    passes: new Set(arrayOf(content.get(3)).map(idOf)),
    keys: new Set(arrayOf(content.get(4)).map((each) => hex(bytesOf(each)))),
    zones: arrayOf(content.get(5)).map(zoneOf),
  };
}

function judge(facts: PassFacts, listed: PassList | null, now: number, zone: string | null): Answer {
  if (zone !== null && facts.zoneNumber !== zone) return 'wrong_zone';
  if (listed?.passes.has(facts.id)) return 'revoked';
  if (now >= facts.validUntil) return 'expired';
  if (now < facts.validFrom) return 'not_yet';
  return listed === null || now >= listed.nextUpdate ? 'list_too_old' : 'valid';
}

function bodyOf(text: string): string {
  const stripped = text.trim();
  if (!stripped.startsWith(PREFIX)) throw new Malformed('another prefix');
  return stripped.slice(PREFIX.length);
}

function factsOf(content: unknown): PassFacts {
  const said = mapOf(content);
  return {
    id: idOf(said.get(1)),
    permitNumber: textOf(said.get(2)),
    zoneNumber: textOf(said.get(3)),
    zoneName: textOf(said.get(4) ?? ''),
    gate: textOf(said.get(5) ?? ''),
    validFrom: momentOf(said.get(6)),
    validUntil: momentOf(said.get(7)),
    issuedAt: momentOf(said.get(8)),
    people: arrayOf(said.get(9) ?? []).map(textOf),
    plates: arrayOf(said.get(10) ?? []).map(textOf),
  };
}

function zoneOf(value: unknown): ListedZone {
  const [number, name, gates] = arrayOf(value);
  return { number: textOf(number), name: textOf(name), gates: arrayOf(gates).map(textOf) };
}

function mapOf(value: unknown): ReadonlyMap<unknown, unknown> {
  if (value instanceof Map) return value as ReadonlyMap<unknown, unknown>;
  throw new Malformed('no map');
}

function arrayOf(value: unknown): readonly unknown[] {
  if (Array.isArray(value)) return value as readonly unknown[];
  throw new Malformed('no array');
}

function textOf(value: unknown): string {
  if (typeof value === 'string') return value;
  throw new Malformed('no text');
}

function bytesOf(value: unknown): Uint8Array {
  if (value instanceof Uint8Array) return value;
  throw new Malformed('no bytes');
}

function momentOf(value: unknown): number {
  if (typeof value === 'number' && Number.isSafeInteger(value)) return value * 1000;
  throw new Malformed('no moment');
}

/** Sixteen bytes as a UUID is written. */
function idOf(value: unknown): string {
  const digits = hex(bytesOf(value));
  if (digits.length !== 32) throw new Malformed('no id');
  return digits.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

function orNull<Value>(read: () => Value): Value | null {
  try {
    return read();
  } catch (error) {
    if (error instanceof Malformed) return null;
    throw error;
  }
}
