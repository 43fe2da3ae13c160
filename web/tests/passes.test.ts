// @vitest-environment node
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createHash } from 'node:crypto';
import { beforeAll, describe, expect, test } from 'vitest';
import { checkPass, DICTIONARY, fromBase45, hex, Malformed, readList, readSigned, unpack, type PassList } from '../src/passes/index.ts';

interface Vectors {
  readonly public_key_hex: string;
  readonly key_id_hex: string;
  readonly dictionary_sha256: string;
  readonly pass: Readonly<Record<string, unknown>>;
  readonly list_hex: string;
  readonly list: { issued_at: string; next_update: string; passes: string[]; keys: string[]; zones: unknown[] };
  readonly cases: readonly { name: string; text: string; now: string; zone: string | null; list: boolean; answer: string }[];
}

const vectors = JSON.parse(
  readFileSync(join(import.meta.dirname, '../../tests/compliance/pass-vectors.json'), 'utf8'),
) as Vectors;
const bytes = (text: string): Uint8Array => Uint8Array.from(Buffer.from(text, 'hex'));
const keys = new Map([[vectors.key_id_hex, bytes(vectors.public_key_hex)]]);
const first = vectors.cases[0]?.text ?? '';
let listed: PassList;
beforeAll(async () => {
  listed = await readList(bytes(vectors.list_hex), keys);
});

describe('the published vectors', () => {
  test.each(vectors.cases)('$name is $answer', async (each) => {
    const found = await checkPass(each.text, keys, each.list ? listed : null, Date.parse(each.now), each.zone);
    expect(found.answer).toBe(each.answer);
  });

  test('say what is published', async () => {
    const { facts } = await checkPass(first, keys, listed, Date.parse(vectors.cases[0]?.now ?? ''), null);
    const said = vectors.pass;
    expect(facts).toEqual({
      id: said.id,
      permitNumber: said.permit_number,
      zoneNumber: said.zone_number,
      zoneName: said.zone_name,
      gate: said.gate,
      validFrom: Date.parse(said.valid_from as string),
      validUntil: Date.parse(said.valid_until as string),
      issuedAt: Date.parse(said.issued_at as string),
      people: said.people,
      plates: said.plates,
    });
  });

  test('hold a list', () => {
    expect([...listed.passes]).toEqual(vectors.list.passes);
    expect([...listed.keys]).toEqual(vectors.list.keys);
    expect(listed.issuedAt).toBe(Date.parse(vectors.list.issued_at));
    expect(listed.nextUpdate).toBe(Date.parse(vectors.list.next_update));
    expect(listed.zones.map((zone) => [zone.number, zone.name, zone.gates])).toEqual(vectors.list.zones);
  });

  test('are packed with the same dictionary', () => {
    expect(createHash('sha256').update(DICTIONARY).digest('hex')).toBe(vectors.dictionary_sha256);
  });
});

test('base45 is that of the RFC', () => {
  expect(Buffer.from(fromBase45('%69 VD92EX0')).toString()).toBe('Hello!!');
  expect(Buffer.from(fromBase45('QED8WEX0')).toString()).toBe('ietf!');
  for (const wrong of ['A', 'BB8A', 'GGW', ':::', 'V5', 'bb8', 'BBé']) expect(() => fromBase45(wrong)).toThrow(Malformed);
});

test('any byte of a pass that is changed is refused', async () => {
  const message = fromBase45(first.slice(4));
  expect(hex(message).startsWith('d28449a2012704')).toBe(true);
  const answers = new Map<string, number>();
  for (let at = 0; at < message.length; at += 1) {
    const changed = message.map((byte, index) => (index === at ? byte ^ (1 << at % 8) : byte));
    const { answer } = await checkPass(`CP1:${base45(changed)}`, keys, listed, Date.parse(vectors.cases[0]?.now ?? ''), null);
    answers.set(answer, (answers.get(answer) ?? 0) + 1);
  }
  expect([...answers.keys()].sort()).toEqual(['not_a_pass', 'unknown_key', 'wrong_signature']);
});

test('a list that was changed, or signed by nobody known, is refused', async () => {
  const list = bytes(vectors.list_hex);
  await expect(readList(list, new Map())).rejects.toThrow(Malformed);
  const changed = list.map((byte, index) => (index === 40 ? byte ^ 1 : byte));
  await expect(readList(changed, keys)).rejects.toThrow(Malformed);
});

test('a pass is no list', async () => {
  await expect(readList(fromBase45(first.slice(4)), keys)).rejects.toThrow(Malformed);
});

test('what is cut off or no message is refused before anything is read', () => {
  expect(() => readSigned(new Uint8Array())).toThrow(Malformed);
  expect(() => readSigned(fromBase45(first.slice(4)).subarray(0, 70))).toThrow(Malformed);
  expect(() => unpack(Uint8Array.of(0xff, 0xff))).toThrow(Malformed);
});

function base45(data: Uint8Array): string {
  const alphabet = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:';
  const digits = (value: number, count: number): string =>
    Array.from({ length: count }, (_unused, place) => alphabet[Math.floor(value / 45 ** place) % 45]).join('');
  let text = '';
  for (let at = 0; at < data.length; at += 2) {
    const pair = data.subarray(at, at + 2);
    text += pair.length === 2 ? digits((pair[0] ?? 0) * 256 + (pair[1] ?? 0), 3) : digits(pair[0] ?? 0, 2);
  }
  return text;
}
