import type { Schemas } from '../../../api/index.ts';
import type { Item } from '../../../checklists/index.ts';
import type { Locale } from '../../../i18n/index.ts';

/** What a version says, every text in both languages. */
export type Content = Schemas['ContentShape'];
export type ItemShape = Schemas['ItemShape'];
export type Kind = ItemShape['kind'];

export const KINDS: readonly Kind[] = ['confirm', 'choice', 'number', 'text', 'photo', 'signature', 'timer'];
export const PURPOSES: readonly Content['purpose'][] = ['briefing', 'entry', 'work', 'exit', 'disinfection'];

const blank = (): { vi: string; en: string } => ({ vi: '', en: '' });

export function blankContent(purpose: Content['purpose']): Content {
  return { title: blank(), purpose, ordered: true, hse_must_confirm: false, items: [] };
}

/** A new item with a key that no other has. */
export function blankItem(items: readonly ItemShape[]): ItemShape {
  const taken = new Set(items.map((item) => item.key));
  let number = items.length + 1;
  while (taken.has(`item_${number}`)) number += 1;
  return ofKind({ key: `item_${number}`, kind: 'confirm', text: blank() }, 'confirm');
}

/** The same item as another kind: what only the old kind had is gone, what the new one needs is there. */
export function ofKind(item: ItemShape, kind: Kind): ItemShape {
  const shared = { key: item.key, kind, text: item.text, per: item.per ?? 'crew', critical: item.critical ?? false };
  return {
    ...shared,
    na_allowed: item.na_allowed ?? false,
    choices: kind === 'choice' ? [choice(1), choice(2)] : [],
    minimum: null,
    maximum: null,
    unit: null,
    min_seconds: kind === 'timer' ? 600 : 0,
    condition: item.condition ?? null,
    timed_by: null,
  };
}

export const choice = (number: number): Schemas['ChoiceShape'] => ({ value: `option_${number}`, text: blank() });

/** The items with the one at `index` moved by `step` places. */
export function moved(items: readonly ItemShape[], index: number, step: -1 | 1): ItemShape[] {
  const target = index + step;
  const next = [...items];
  const [item] = next.splice(index, 1);
  if (item !== undefined && target >= 0 && target <= next.length) next.splice(target, 0, item);
  return next.length === items.length ? next : [...items];
}

/** An item as phones get it. */
export function asItem(item: ItemShape, lang: Locale): Item {
  return {
    key: item.key,
    kind: item.kind,
    label: item.text[lang] || item.text.vi || item.text.en || item.key,
    per: item.per ?? 'crew',
    required: !item.na_allowed,
    critical: item.critical ?? false,
    choices: item.choices?.length ? item.choices.map(({ value, text }) => ({ value, label: text[lang] || value })) : null,
    min: item.minimum ?? null,
    max: item.maximum ?? null,
    unit: item.unit ?? null,
    min_seconds: item.min_seconds || null,
    condition: item.condition ?? null,
    timed_by: item.timed_by ?? null,
  };
}

/** What an earlier item may have been answered, for a condition on it; null for kinds that no condition looks at. */
export function answersOf(item: ItemShape, lang: Locale): readonly { value: string; label: string }[] | null {
  if (item.kind === 'confirm') return [{ value: 'true', label: '✓' }];
  if (item.kind !== 'choice') return null;
  return (item.choices ?? []).map(({ value, text }) => ({ value, label: text[lang] || value }));
}

/** A condition on an item: its first answer, or the one named. */
export function conditionOn(item: ItemShape, answer?: string): Schemas['ConditionShape'] {
  if (item.kind === 'confirm') return { item_key: item.key, equals: true };
  return { item_key: item.key, equals: answer ?? item.choices?.[0]?.value ?? '' };
}

/** A timer set by a choice: seconds of options that are there already stay. */
export function timedBy(chosen: ItemShape, timer: ItemShape): Schemas['TimedByShape'] {
  const known = timer.timed_by?.item_key === chosen.key ? timer.timed_by.seconds : {};
  const seconds = (chosen.choices ?? []).map(({ value }) => [value, known[value] ?? timer.min_seconds ?? 600] as const);
  return { item_key: chosen.key, seconds: Object.fromEntries(seconds) };
}

/** Timers that follow a choice know exactly its options. */
export function inStep(items: readonly ItemShape[]): ItemShape[] {
  return items.map((item, index) => {
    const chosen = items.slice(0, index).find((each) => each.key === item.timed_by?.item_key);
    return item.timed_by && chosen?.kind === 'choice' ? { ...item, timed_by: timedBy(chosen, item) } : item;
  });
}
