import type { JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { PrivacyRequest } from '../../../api/index.ts';
import { Field, Select } from '../../../design/index.ts';
import { FormDialog, useForm, type FieldErrors } from '../../../forms/index.ts';
import { plain, t } from '../../../i18n/index.ts';
import { session } from '../store.ts';
import { WorkerPicker, type Worker } from '../workers.tsx';
import * as store from './privacy-store.ts';

type Who = 'worker' | 'account' | 'customer';
const MOST_SHOWN = 8;

/** Who asks for what. */
export function NewRequestDialog(props: { onClose: () => void }): JSX.Element {
  const form = useForm();
  const [kind, setKind] = useState<PrivacyRequest['kind']>('access');
  const [who, setWho] = useState<Who>('worker');
  const [worker, setWorker] = useState<Worker | null>(null);
  const [account, setAccount] = useState<string | null>(null);
  const [phone, setPhone] = useState('');
  const unitId = session.me.value?.roles.find((role) => role.unit_id !== null)?.unit_id ?? '';
  const given = { worker: worker?.id ?? '', account: account ?? '', customer: phone.trim() }[who];
  const check = (): FieldErrors => ({ ...(given === '' && { [who]: t('field.required') }) });
  const person = { worker: { member_id: given }, account: { user_id: given }, customer: { phone: given, unit_id: unitId } }[who];
  return (
    <FormDialog
      title={t('privacy.new_request')}
      confirm={t('action.save')}
      confirmTestId="request-save"
      form={form}
      check={check}
      send={() => store.receive({ kind, ...person })}
      onClose={props.onClose}
    >
      <Select
        name="kind"
        label={t('privacy.kind')}
        value={kind}
        options={(['access', 'erasure'] as const).map((each) => ({ value: each, label: t(`privacy.kind.${each}`) }))}
        onChange={(value) => setKind(value as PrivacyRequest['kind'])}
      />
      <Select
        name="who"
        label={t('privacy.who')}
        value={who}
        options={(['worker', 'account', 'customer'] as const).map((each) => ({ value: each, label: t(`privacy.who.${each}`) }))}
        onChange={(value) => setWho(value as Who)}
      />
      {who === 'worker' && <WorkerPicker chosen={worker} onChoose={setWorker} error={form.errorOf('worker')} />}
      {who === 'account' && <AccountPicker chosen={account} onChoose={setAccount} error={form.errorOf('account')} />}
      {who === 'customer' && (
        <Field
          name="phone"
          type="tel"
          label={t('privacy.phone')}
          value={phone}
          onInput={setPhone}
          error={form.errorOf('customer') ?? form.errorOf('phone')}
        />
      )}
    </FormDialog>
  );
}

function AccountPicker(props: {
  chosen: string | null;
  onChoose: (id: string) => void;
  error: string | undefined;
}): JSX.Element {
  const [words, setWords] = useState('');
  useEffect(() => void store.accounts.reload(), []);
  const asked = plain(words);
  const fitting = (store.accounts.data.value ?? []).filter((each) => plain(`${each.name} ${each.username}`).includes(asked));
  return (
    <div class="worker-picker">
      <Field
        name="account"
        type="search"
        label={t('privacy.find_account')}
        value={words}
        error={props.error}
        onInput={setWords}
      />
      <ul class="worker-list" aria-label={t('privacy.who.account')}>
        {fitting.slice(0, MOST_SHOWN).map((each) => (
          <li key={each.id}>
            <button
              type="button"
              class="worker-row"
              aria-pressed={props.chosen === each.id}
              onClick={() => props.onChoose(each.id)}
            >
              <span class="strong truncate">{each.name}</span>
              <span class="muted small truncate">{each.username}</span>
            </button>
          </li>
        ))}
      </ul>
      {fitting.length === 0 && <p class="muted small">{t('privacy.no_account')}</p>}
    </div>
  );
}
