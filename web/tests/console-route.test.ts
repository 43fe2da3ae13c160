import { describe, expect, it } from 'vitest';
import type { AssignmentRoute } from '../src/api/index.ts';
import { isEstimate, routeFeatures } from '../src/pages/console/route.ts';

const ROUTE = {
  assignment_id: 'a',
  begins_at: 'base',
  origin: { type: 'Point', coordinates: [108.2, 16] },
  destination: { type: 'Point', coordinates: [108.3, 16] },
  geometry: { type: 'LineString', coordinates: [[108.2, 16], [108.3, 16]] },
  seconds: 600,
  distance_m: 12_000,
  travel: { source: 'roads', fallback: false },
  zones_at: '2026-04-01T05:00:00Z',
  crossings: [{ entry: { type: 'Point', coordinates: [108.25, 16] } }, { entry: { type: 'Point', coordinates: [108.27, 16] } }],
} as unknown as AssignmentRoute;

describe('the way on the map', () => {
  it('is a line, and a number where it comes into each zone', () => {
    const features = routeFeatures(ROUTE)?.features ?? [];
    expect(features.map((each) => each.geometry.type)).toEqual(['LineString', 'Point', 'Point']);
    expect(features.map((each) => each.properties?.['number'])).toEqual([undefined, '1', '2']);
  });

  it('is dashed where nobody looked at roads', () => {
    const estimate = { ...ROUTE, travel: { source: 'straight_line', fallback: false } } as AssignmentRoute;
    expect(isEstimate(ROUTE)).toBe(false);
    expect(routeFeatures(estimate)?.features[0]?.properties).toEqual({ estimate: true });
  });

  it('is nothing where there is no way', () => {
    expect(routeFeatures({ ...ROUTE, geometry: null })).toBeNull();
    expect(routeFeatures(null)).toBeNull();
  });
});
