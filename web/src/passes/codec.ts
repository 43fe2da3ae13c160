import { decode, encode } from 'cborg';
import { inflateSync } from 'fflate';
import { verifyAsync } from '@noble/ed25519';

/** Base45 (RFC 9285): the characters of a QR code's alphanumeric mode, by value. */
const ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:';

/** Begins every message: a COSE_Sign1 (tag 18) whose protected header is `{1: -8, 4: key id of four bytes}`. */
const HEAD = Uint8Array.of(0xd2, 0x84, 0x49, 0xa2, 0x01, 0x27, 0x04, 0x44);
const KEY_ID_BYTES = 4;
const SIGNATURE_BYTES = 64;
const LONGEST_PAYLOAD = 4096;

/** Words and names that passes are made of; `compliance/pass_codec.py` and `docs/entry-pass.md` hold the same. */
const DICTIONARY_TEXT =
  'Bệnh viện Trạm y tế Khách sạn Chung cư Khu công nghiệp Khu phong tỏa Khu cách ly tập trung Vùng cách ly Chốt ' +
  'kiểm soát Cổng chính Cổng số đường quận thị trấn xã phường ' +
  'Quỳnh Lâm Châu Đinh Trịnh Mai Đào Đoàn Hà Cao Lương Lý Dương Ngô Hồ Đỗ Bùi Đặng Võ Vũ Phan Hoàng Huỳnh Phạm Lê ' +
  'Trần Nguyễn Anh Bảo Bình Cường Duy Dũng Đạt Đức Giang Hải Hạnh Hiếu Hòa Hùng Hương Khánh Khoa Kiên Linh Long Lộc ' +
  'Nam Ngọc Nhân Phong Phú Phúc Phương Quân Quang Quốc Sơn Tài Tâm Tân Thảo Thành Thắng Thịnh Tiến Toàn Trung Trường ' +
  'Tuấn Tú Việt Vinh Đình Hữu Minh Công Xuân Thanh Lê Văn Trần Văn Nguyễn Thị Nguyễn Văn ';
export const DICTIONARY = new TextEncoder().encode(DICTIONARY_TEXT.normalize('NFC'));

/** This is no message of ours, whoever signed it. */
export class Malformed extends Error {}

/** Read base45. Throws `Malformed`. */
export function fromBase45(text: string): Uint8Array {
  const bytes: number[] = [];
  for (let at = 0; at < text.length; at += 3) {
    const digits = [...text.slice(at, at + 3)].map((each) => ALPHABET.indexOf(each));
    const value = digits.reduceRight((sum, digit) => sum * 45 + digit, 0);
    const size = digits.length - 1;
    if (size === 0 || digits.includes(-1) || value >= 256 ** size) throw new Malformed('no base45');
    if (size === 2) bytes.push(value >> 8);
    bytes.push(value & 0xff);
  }
  return Uint8Array.from(bytes);
}

/** A signed message taken apart, not yet verified. */
export interface Signed {
  /** Eight hexadecimal digits. */
  readonly keyId: string;
  readonly payload: Uint8Array;
  readonly protectedHeader: Uint8Array;
  readonly signature: Uint8Array;
}

/** Take a message apart. There is one spelling of each; anything else throws `Malformed`. */
export function readSigned(data: Uint8Array): Signed {
  const afterKey = HEAD.length + KEY_ID_BYTES;
  const signatureAt = data.length - SIGNATURE_BYTES;
  if (signatureAt < afterKey + 4 || HEAD.some((byte, at) => data[at] !== byte)) throw new Malformed('no COSE_Sign1');
  const payload = tryDecode(data.subarray(afterKey + 1, signatureAt - 2));
  const exact = data[afterKey] === 0xa0 && data[signatureAt - 2] === 0x58 && data[signatureAt - 1] === SIGNATURE_BYTES;
  if (!exact || !(payload instanceof Uint8Array)) throw new Malformed('no COSE_Sign1 of this form');
  return {
    keyId: hex(data.subarray(HEAD.length, afterKey)),
    payload,
    protectedHeader: data.subarray(3, afterKey),
    signature: data.subarray(signatureAt),
  };
}

/** Whether this key signed exactly this, for this purpose. */
export async function isSignedBy(message: Signed, publicKey: Uint8Array, purpose: string): Promise<boolean> {
  const aad = new TextEncoder().encode(purpose);
  const signed = encode(['Signature1', message.protectedHeader, aad, message.payload]);
  return verifyAsync(message.signature, signed, publicKey, { zip215: false }).catch(() => false);
}

/** Undo deflating and CBOR. Throws `Malformed`. */
export function unpack(packed: Uint8Array): unknown {
  let plain: Uint8Array;
  try {
    plain = inflateSync(packed, { dictionary: DICTIONARY, out: new Uint8Array(LONGEST_PAYLOAD) });
  } catch {
    throw new Malformed('cannot be unpacked');
  }
  return tryDecode(plain);
}

/** Read CBOR in its shortest form, maps as `Map`. Throws `Malformed`. */
export function tryDecode(data: Uint8Array): unknown {
  try {
    return decode(data, { useMaps: true, strict: true, allowIndefinite: false, rejectDuplicateMapKeys: true }) as unknown;
  } catch {
    throw new Malformed('no CBOR');
  }
}

export function hex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
