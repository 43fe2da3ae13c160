import type { Assignment, Crew, Plan, PlanLine } from '../../api/index.ts';

type Point = readonly [number, number];

/** Lines that could not be committed: the crew does not drive there. */
const GONE: readonly PlanLine['state'][] = ['refused', 'stale'];

interface Stop {
  readonly at: number;
  readonly place: Point;
  readonly ticketId: string;
}

/**
 * A crew's way as straight legs, and its stops with their numbers: as the plan has it, else as it is booked.
 *
 * It begins where the crew was last seen.
 */
export function legsOf(crew: Crew, booked: readonly Assignment[], plan: Plan | null): GeoJSON.FeatureCollection {
  const stops = stopsOf(crew, booked, plan);
  const places: Point[] = [pointOf(crew.position ?? crew.base), ...stops.map((stop) => stop.place)];
  if (stops.length === 0) return { type: 'FeatureCollection', features: [] };
  return {
    type: 'FeatureCollection',
    features: [
      {
        type: 'Feature',
        properties: {},
        geometry: { type: 'LineString', coordinates: places.map((place) => [...place]) },
      },
      ...stops.map(
        (stop, index): GeoJSON.Feature => ({
          type: 'Feature',
          properties: { number: String(index + 1), id: stop.ticketId },
          geometry: { type: 'Point', coordinates: [...stop.place] },
        }),
      ),
    ],
  };
}

function stopsOf(crew: Crew, booked: readonly Assignment[], plan: Plan | null): Stop[] {
  const lines = (plan?.lines ?? []).filter((line) => line.kind !== 'dropped' && line.crew.id === crew.id && !GONE.includes(line.state));
  const stops =
    lines.length > 0
      ? lines.map((line) => ({ at: Date.parse(line.entry_at), place: pointOf(line.ticket.place), ticketId: line.ticket.id }))
      : booked
          .filter((order) => order.crew.id === crew.id)
          .map((order) => ({
            at: Date.parse(order.planned_entry_at),
            place: pointOf(order.ticket.place),
            ticketId: order.ticket.id,
          }));
  return stops.sort((one, other) => one.at - other.at);
}

function pointOf(place: { readonly coordinates: readonly unknown[] }): Point {
  const [lon, lat] = place.coordinates as [number, number];
  return [lon, lat];
}
