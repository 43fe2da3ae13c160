import { signal } from '@preact/signals';
import { ask, type Api } from '../../api/index.ts';
import { keepFiles, steadyNow, type FieldDatabase } from '../../offline/index.ts';
import type { JobPack } from './pack.ts';
import type { Way } from './way.ts';
import { DATA_CACHE } from './wiping.ts';

/** A way to a job, and when it was asked for. */
interface KeptWay {
  readonly jobId: string;
  readonly at: number;
  readonly way: Way;
}

/** A crew that moves has another way; before that it is not worth asking again. */
const ANEW_MS = 10 * 60_000;
const ON_THE_WAY: readonly JobPack['state'][] = ['assigned', 'accepted', 'en_route', 'waiting_entry'];

const kept = signal<readonly KeptWay[]>([]);
let busy = false;

/** By job the way to it, as it was known last. */
export function waysOf(held: readonly KeptWay[] = kept.value): ReadonlyMap<string, Way> {
  return new Map(held.map((each) => [each.jobId, each.way]));
}

export async function recallWays(database: FieldDatabase): Promise<void> {
  kept.value = ((await database.get('facts', 'ways')) ?? []) as readonly KeptWay[];
}

export function forgetWays(): void {
  kept.value = [];
}

/**
 * Fetch what the map of each job needs while there is a network: the way there, and the tiles around it.
 *
 * It is nothing that a job waits for: what cannot be had now is asked for at the next round.
 */
export async function keepSurroundings(api: Api, database: FieldDatabase, jobs: readonly JobPack[]): Promise<void> {
  if (busy) return;
  busy = true;
  try {
    const now = steadyNow();
    const held = kept.value.filter((each) => jobs.some((job) => job.id === each.jobId));
    for (const job of jobs.filter((each) => isWanted(each, held, now))) {
      const params = { path: { assignment_id: job.id } };
      const way = await ask(api.GET('/api/v1/assignments/{assignment_id}/route', { params })).catch(() => null);
      if (way === null) break;
      kept.value = [...kept.value.filter((each) => each.jobId !== job.id), { jobId: job.id, at: now, way }];
    }
    kept.value = kept.value.filter((each) => jobs.some((job) => job.id === each.jobId));
    await database.put('facts', kept.value, 'ways');
    await keepFiles(DATA_CACHE, [...new Set(jobs.flatMap((job) => job.map?.tiles ?? []))]);
  } finally {
    busy = false;
  }
}

function isWanted(job: JobPack, held: readonly KeptWay[], now: number): boolean {
  const known = held.find((each) => each.jobId === job.id);
  if (known === undefined) return true;
  return ON_THE_WAY.includes(job.state) && now - known.at > ANEW_MS;
}
