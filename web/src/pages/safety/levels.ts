import { ask, createResource, type Schemas } from '../../api/index.ts';
import { api } from './store.ts';

/** Levels of exposure, as HSE edits them. */
export const levels = createResource(() => ask(api.GET('/api/v1/exposure-levels')));

/** The levels of a hazard class; its own where it has any, else those of every class. */
export function levelsOf(hazard: string): readonly Schemas['ExposureLevelOut'][] {
  const all = levels.data.value ?? [];
  const own = all.filter((each) => each.hazard_class === hazard);
  return own.length > 0 ? own : all.filter((each) => each.hazard_class === '*');
}
