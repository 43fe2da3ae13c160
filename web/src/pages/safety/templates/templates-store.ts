import { computed, signal } from '@preact/signals';
import { ask, createResource, type Schemas } from '../../../api/index.ts';
import { api } from '../store.ts';
import { blankContent, type Content } from './content.ts';

export type Version = Schemas['VersionOut'];
export type Draft = Schemas['DraftOut'];

export const newest = createResource(() => ask(api.GET('/api/v1/template-versions')));
export const drafts = createResource(() => ask(api.GET('/api/v1/template-drafts')));

/** The template that is open, and whether its draft is being written. */
export const code = signal<string | null>(null);
export const writing = signal(false);

export const versions = createResource<Version[]>(async () => {
  const of = code.value;
  if (of === null || (newest.data.value ?? []).every((each) => each.code !== of)) return [];
  return ask(api.GET('/api/v1/template-versions', { params: { query: { code: of } } }));
});

/** The draft as the server knows it, and as it stands on the screen. */
export const draft = signal<Draft | null>(null);
export const content = signal<Content | null>(null);
/** The item that the preview shows. */
export const shown = signal(0);

export const unsaved = computed(
  () => draft.value !== null && JSON.stringify(content.value) !== JSON.stringify(draft.value.content),
);

/** Each template once, with its newest version and its draft, whichever there is. */
export const listed = computed(() => {
  const published = newest.data.value ?? [];
  const open = drafts.data.value ?? [];
  const codes = [...new Set([...published, ...open].map((each) => each.code))].sort();
  return codes.map((each) => ({
    code: each,
    version: published.find((one) => one.code === each) ?? null,
    draft: open.find((one) => one.code === each) ?? null,
  }));
});

export async function reload(): Promise<void> {
  await Promise.all([newest.reload(), drafts.reload()]);
  await versions.reload();
}

export function open(of: string): void {
  code.value = of;
  writing.value = false;
  versions.set(null);
  void versions.reload();
}

/** Show a draft in the editor, as the server knows it. */
function take(known: Draft): void {
  draft.value = known;
  content.value = known.content;
  code.value = known.code;
  writing.value = true;
  shown.value = Math.min(shown.value, Math.max(0, known.content.items.length - 1));
}

export async function write(of: string): Promise<void> {
  const held = (drafts.data.value ?? []).find((each) => each.code === of);
  shown.value = 0;
  if (held !== undefined) {
    take(await ask(api.GET('/api/v1/template-drafts/{draft_id}', { params: { path: { draft_id: held.id } } })));
    return;
  }
  take(await ask(api.POST('/api/v1/template-drafts', { body: { code: of } })));
  void drafts.reload();
}

export async function begin(of: string, purpose: Content['purpose']): Promise<void> {
  shown.value = 0;
  take(await ask(api.POST('/api/v1/template-drafts', { body: { code: of, content: blankContent(purpose) } })));
  void drafts.reload();
}

const at = (held: Draft) => ({ path: { draft_id: held.id }, header: { 'if-match': `"${held.version}"` } });

export async function save(): Promise<void> {
  const held = draft.value;
  const body = content.value;
  if (held === null || body === null) return;
  take(await ask(api.PUT('/api/v1/template-drafts/{draft_id}', { params: at(held), body })));
  void drafts.reload();
}

export async function publish(note: string): Promise<void> {
  const held = draft.value;
  if (held === null) return;
  await ask(api.POST('/api/v1/template-drafts/{draft_id}/publish', { params: at(held), body: { note } }));
  open(held.code);
  await reload();
}

export async function discard(): Promise<void> {
  const held = draft.value;
  if (held === null) return;
  await ask(api.DELETE('/api/v1/template-drafts/{draft_id}', { params: at(held) }));
  open(held.code);
  await reload();
}

export async function confirmVersion(version: Version, note: string): Promise<void> {
  const body = { code: version.code, version: version.version, note };
  await ask(api.POST('/api/v1/template-versions/confirm', { body }));
  await reload();
}

export async function retire(version: Version, reason: string): Promise<void> {
  await ask(api.POST('/api/v1/template-versions/retire', { body: { code: version.code, reason } }));
  await reload();
}
