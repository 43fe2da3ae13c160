import type { Assignment, Permit } from '../../api/index.ts';

const WAITING: readonly Permit['state'][] = ['draft', 'requested', 'acknowledged'];
const OVER: readonly Permit['state'][] = ['denied', 'revoked', 'expired', 'void', 'withdrawn'];

/** Somebody on the job whom no good permit names for a zone, and the request that names them, if any. */
export interface Uncovered {
  readonly zone: string;
  /** The person's name, or the vehicle's plate. */
  readonly name: string;
  readonly askedBy: string | null;
}

/** Whom the gate would refuse for want of consent, though others on the job have it. */
export function uncoveredOf(job: Pick<Assignment, 'members' | 'vehicle' | 'permits'>): Uncovered[] {
  const zones = new Map(job.permits.map((permit) => [permit.zone.id, permit.zone.name]));
  return [...zones].flatMap(([zoneId, zone]) => {
    const here = job.permits.filter((permit) => permit.zone.id === zoneId);
    const good = here.filter((permit) => permit.state === 'approved');
    if (good.length === 0) return []; // nobody has consent: the permit's own state says so
    return namesOf(job).flatMap(({ id, name }): Uncovered[] => {
      if (good.some((permit) => isNamed(permit, id))) return [];
      const asked = here.find((permit) => WAITING.includes(permit.state) && isNamed(permit, id));
      return [{ zone, name, askedBy: asked?.number ?? null }];
    });
  });
}

/** Whether asking for a permit that is over makes sense: no other for the same zone, and the same people, is alive. */
export function mayAskAnew(permit: Permit, all: readonly Permit[]): boolean {
  if (!OVER.includes(permit.state)) return false;
  return !all.some(
    (other) =>
      other.id !== permit.id &&
      other.zone.id === permit.zone.id &&
      (other.supplements_id === null) === (permit.supplements_id === null) &&
      (other.state === 'approved' || WAITING.includes(other.state) || isNewer(other, permit)),
  );
}

/** Of several that are over only the newest is asked for anew. */
function isNewer(one: Permit, other: Permit): boolean {
  return OVER.includes(one.state) && one.number > other.number;
}

/** Everybody, and the vehicle, that a permit names: those whose line fell last. */
export function linesOf(permit: Permit): { id: string; name: string; fell: boolean }[] {
  const lines = [
    ...permit.people.map((person) => ({ id: person.id, name: person.name, fell: person.void })),
    ...permit.vehicles.map((vehicle) => ({ id: vehicle.id, name: vehicle.plate, fell: vehicle.void })),
  ];
  return lines.sort((one, other) => Number(one.fell) - Number(other.fell));
}

function namesOf(job: Pick<Assignment, 'members' | 'vehicle'>): { id: string; name: string }[] {
  const vehicle = job.vehicle === null ? [] : [{ id: job.vehicle.id, name: job.vehicle.plate }];
  return [...job.members, ...vehicle];
}

function isNamed(permit: Permit, id: string): boolean {
  return linesOf(permit).some((line) => line.id === id && !line.fell);
}
