type Area = GeoJSON.Polygon | GeoJSON.MultiPolygon;

/** What the map draws as quiet land with thin edges: territories of units, areas of authorities. */
export function boundariesOf(
  territories: readonly (Area | null)[],
  areas: readonly (Area | null)[],
): GeoJSON.FeatureCollection {
  const feature = (kind: 'unit' | 'authority', geometry: Area | null): GeoJSON.Feature[] =>
    geometry === null ? [] : [{ type: 'Feature', properties: { kind }, geometry }];
  return {
    type: 'FeatureCollection',
    features: [
      ...territories.flatMap((area) => feature('unit', area)),
      ...areas.flatMap((area) => feature('authority', area)),
    ],
  };
}
