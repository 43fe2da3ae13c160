import type { Unit } from '../../api/index.ts';
import { plain } from '../../i18n/index.ts';

/** So many units are looked over without searching. */
const FEW = 12;

export interface Offer {
  readonly offered: readonly Unit[];
  /** How many fit as well and are not shown. */
  readonly more: number;
  /** Whether all fit in without a search. */
  readonly few: boolean;
}

/** Those chosen, so that none is out of sight, and those whose code or name fits what is typed; nothing jumps when it is chosen. */
export function unitsToOffer(units: readonly Unit[], chosen: readonly string[], typed: string): Offer {
  const few = units.length <= FEW;
  if (few) return { offered: units, more: 0, few };
  const asked = plain(typed.trim());
  const fitting = units.filter((unit) => !chosen.includes(unit.id) && plain(`${unit.code} ${unit.name}`).includes(asked));
  const shown = fitting.slice(0, FEW);
  return { offered: units.filter((unit) => chosen.includes(unit.id) || shown.includes(unit)), more: Math.max(fitting.length - FEW, 0), few };
}
