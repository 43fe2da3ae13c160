import type { Authority, Me } from '../../api/index.ts';

/** The authorities that a person answers for, theirs and all below; null for one who is bound to none. */
export function ownAuthorityIds(me: Me | null, authorities: readonly Authority[]): ReadonlySet<string> | null {
  const held = (me?.roles ?? []).flatMap((role) => role.authority_id ?? []);
  if (held.length === 0) return null;
  const own = new Set(held);
  for (let before = 0; before !== own.size; ) {
    before = own.size;
    for (const { id, parent_id } of authorities) if (parent_id !== null && own.has(parent_id)) own.add(id);
  }
  return own;
}
