/** Longitude first, then latitude, in degrees of WGS 84: the order of GeoJSON, everywhere. */
export type LonLat = readonly [lon: number, lat: number];

export type Coordinates =
  | { readonly kind: 'ok'; readonly place: LonLat }
  | { readonly kind: 'empty' }
  | { readonly kind: 'bad' }
  | { readonly kind: 'swapped'; readonly suggestion: string };

const DECIMALS = 6;

/** Read "lon, lat" as typed; says when the two were given the wrong way round. */
export function parseCoordinates(text: string): Coordinates {
  if (text.trim() === '') return { kind: 'empty' };
  const parts = text.trim().split(/\s*[,;]\s*|\s+/);
  const [first, second] = parts.map(Number);
  if (parts.length !== 2 || first === undefined || second === undefined) return { kind: 'bad' };
  if (!Number.isFinite(first) || !Number.isFinite(second)) return { kind: 'bad' };
  if (Math.abs(second) > 90 && Math.abs(second) <= 180 && Math.abs(first) <= 90) {
    return { kind: 'swapped', suggestion: formatCoordinates([second, first]) };
  }
  return Math.abs(first) <= 180 && Math.abs(second) <= 90 ? { kind: 'ok', place: [first, second] } : { kind: 'bad' };
}

/** "108.206900, 16.047100" without the zeros at the end. */
export function formatCoordinates([lon, lat]: readonly number[]): string {
  return [lon ?? 0, lat ?? 0].map((degrees) => String(Number(degrees.toFixed(DECIMALS)))).join(', ');
}
