import { ask, createResource, type PrivacyEffect, type PrivacyHold, type PrivacyRequest } from '../../../api/index.ts';
import { saveFile } from '../save-file.ts';
import { api, session } from '../store.ts';

const READS_SHOWN = 100;

export const requests = createResource(() =>
  session.may('privacy.requests') ? ask(api.GET('/api/v1/privacy/requests')) : Promise.resolve([]),
);
export const holds = createResource(() => ask(api.GET('/api/v1/privacy/holds')));
export const rules = createResource(() => ask(api.GET('/api/v1/privacy/rules')));
export const runs = createResource(() => ask(api.GET('/api/v1/privacy/retention')));
export const reads = createResource(() =>
  ask(api.GET('/api/v1/privacy/health-reads', { params: { query: { limit: READS_SHOWN } } })),
);

export function reloadAll(): void {
  for (const each of [requests, holds, rules, runs, reads]) void each.reload();
}

const path = (one: { id: string }): { request_id: string } => ({ request_id: one.id });
const based = (one: PrivacyRequest): { 'if-match': string } => ({ 'if-match': `"${one.version}"` });

export interface NewRequest {
  kind: PrivacyRequest['kind'];
  member_id?: string;
  user_id?: string;
  phone?: string;
  unit_id?: string;
}

export async function receive(body: NewRequest): Promise<void> {
  await ask(api.POST('/api/v1/privacy/requests', { body }));
  await requests.reload();
}

/** The ZIP with all there is; fetching it answers the request. */
export async function fetchExport(one: PrivacyRequest): Promise<void> {
  await saveFile(`/api/v1/privacy/requests/${one.id}/export`, 'personal-data.zip', {});
  await Promise.all([requests.reload(), reads.reload()]);
}

/** What an erasure would take, and what would stay. */
export function preview(one: PrivacyRequest): Promise<PrivacyEffect[]> {
  return ask(api.GET('/api/v1/privacy/requests/{request_id}/preview', { params: { path: path(one) } }));
}

export async function erase(one: PrivacyRequest): Promise<void> {
  const params = { path: path(one), header: based(one) };
  await ask(api.POST('/api/v1/privacy/requests/{request_id}/erase', { params }));
  await requests.reload();
}

export async function refuse(one: PrivacyRequest, ground: NonNullable<PrivacyRequest['refusal']>): Promise<void> {
  const params = { path: path(one), header: based(one) };
  await ask(api.POST('/api/v1/privacy/requests/{request_id}/refuse', { params, body: { ground } }));
  await requests.reload();
}

export interface NewHold {
  kind: PrivacyHold['kind'];
  subject_id: string;
  reason: string;
  until: string | null;
}

export async function place(body: NewHold): Promise<void> {
  await ask(api.POST('/api/v1/privacy/holds', { body }));
  await holds.reload();
}

export async function lift(one: PrivacyHold): Promise<void> {
  await ask(api.POST('/api/v1/privacy/holds/{hold_id}/lift', { params: { path: { hold_id: one.id } } }));
  await holds.reload();
}

/** Accounts that I may see, by a part of the name; closed ones too. */
export const accounts = createResource(async () => {
  const page = await ask(api.GET('/api/v1/users', { params: { query: { limit: 1000 } } }));
  return page.items;
});
