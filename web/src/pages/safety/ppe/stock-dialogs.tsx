import type { JSX } from 'preact';
import { useMemo, useState } from 'preact/hooks';
import { ask, type Schemas } from '../../../api/index.ts';
import { Field, Select } from '../../../design/index.ts';
import { type FieldErrors, FormDialog, fromLocalInput, useForm } from '../../../forms/index.ts';
import { t } from '../../../i18n/index.ts';
import { api } from '../store.ts';
import * as store from './ppe-store.ts';
import { labelOf } from './shown.tsx';

type Place = Schemas['PpeStoreOut'];

/** A number of pieces as people type it; null when it is none. */
export function readPieces(words: string, least = 1): number | null {
  const n = Number(words.trim());
  return words.trim() !== '' && Number.isInteger(n) && n >= least ? n : null;
}

/** One key for one dialog: pressing twice, or again after a broken line, moves nothing twice. */
export function useOnce(): { 'idempotency-key': string } {
  return useMemo(() => ({ 'idempotency-key': crypto.randomUUID() }), []);
}

function checkPieces(words: string, least = 1): FieldErrors {
  return { ...(readPieces(words, least) === null && { pieces: t('ppe.pieces_wrong') }) };
}

/** Take in a delivery of one article. */
export function ReceiveDialog(props: { place: Place; onClose: () => void }): JSX.Element {
  const all = store.items.data.value?.items.filter((each) => each.active) ?? [];
  const [item, setItem] = useState(all[0]?.code ?? '');
  const [size, setSize] = useState('');
  const [lot, setLot] = useState('');
  const [until, setUntil] = useState('');
  const [count, setCount] = useState('');
  const [reason, setReason] = useState('');
  const form = useForm();
  const header = useOnce();
  const sizes = store.itemOf(item)?.sizes ?? [];
  const send = (): Promise<unknown> =>
    store.changed(
      ask(
        api.POST('/api/v1/ppe-stock/stores/{store_id}/receive', {
          params: { path: { store_id: props.place.id }, header },
          body: {
            lines: [
              {
                item,
                pieces: readPieces(count) ?? 0,
                size,
                lot_no: lot.trim(),
                expires_at: until === '' ? null : fromLocalInput(`${until}T23:59`),
              },
            ],
            reason: reason.trim() || null,
          },
        }),
      ),
    );
  return (
    <FormDialog
      title={t('ppe.receive_into', { store: props.place.name })}
      confirm={t('ppe.receive')}
      confirmTestId="ppe-confirm"
      form={form}
      check={() => checkPieces(count)}
      send={send}
      onClose={props.onClose}
    >
      <Select
        name="item"
        label={t('ppe.article')}
        value={item}
        options={all.map((each) => ({ value: each.code, label: store.itemName(each.code) }))}
        onChange={(code) => {
          setItem(code);
          setSize('');
        }}
      />
      <div class="ppe-fields">
        <Field name="pieces" label={t('ppe.how_many')} inputMode="numeric" autoFocus value={count} onInput={setCount} error={form.errorOf('pieces') ?? form.errorOf('lines')} testId="ppe-pieces" />
        {sizes.length > 0 && (
          <Select
            name="size"
            label={t('ppe.size_label')}
            value={size}
            options={[{ value: '', label: t('ppe.no_size') }, ...sizes.map((each) => ({ value: each, label: each }))]}
            onChange={setSize}
          />
        )}
        <Field name="lot_no" label={t('ppe.lot_label')} optional value={lot} onInput={setLot} />
        <Field name="expires_at" type="date" label={t('ppe.good_until')} optional value={until} onInput={setUntil} />
      </div>
      <Field name="reason" label={t('ppe.paper')} optional value={reason} onInput={setReason} />
    </FormDialog>
  );
}

interface OfLot {
  place: Place;
  lot: store.Lot;
  onClose: () => void;
}

export function TransferDialog(props: OfLot): JSX.Element {
  const others = (store.stock.data.value?.stores ?? []).map((each) => each.store).filter((each) => each.id !== props.place.id);
  const [to, setTo] = useState(others[0]?.id ?? '');
  const [count, setCount] = useState('');
  const form = useForm();
  const header = useOnce();
  const send = (): Promise<unknown> =>
    store.changed(
      ask(
        api.POST('/api/v1/ppe-stock/stores/{store_id}/transfer', {
          params: { path: { store_id: props.place.id }, header },
          body: { to_store_id: to, lines: [{ lot_id: props.lot.lot_id, pieces: readPieces(count) ?? 0 }] },
        }),
      ),
    );
  return (
    <FormDialog title={t('ppe.transfer')} confirm={t('ppe.transfer')} confirmTestId="ppe-confirm" form={form} check={() => checkPieces(count)} send={send} onClose={props.onClose} explain={<p>{labelOf(props.lot)}</p>}>
      <Select name="to_store_id" label={t('ppe.to_store')} value={to} options={others.map((each) => ({ value: each.id, label: each.name }))} onChange={setTo} />
      <Field name="pieces" label={t('ppe.how_many_of', { n: props.lot.on_hand })} inputMode="numeric" autoFocus value={count} onInput={setCount} error={form.errorOf('pieces')} testId="ppe-pieces" />
    </FormDialog>
  );
}

export function WriteOffDialog(props: OfLot): JSX.Element {
  const [count, setCount] = useState(props.lot.expired ? String(props.lot.on_hand) : '');
  const [reason, setReason] = useState(props.lot.expired ? t('ppe.past_date') : '');
  const form = useForm();
  const header = useOnce();
  const send = (): Promise<unknown> =>
    store.changed(
      ask(
        api.POST('/api/v1/ppe-stock/stores/{store_id}/write-off', {
          params: { path: { store_id: props.place.id }, header },
          body: { lines: [{ lot_id: props.lot.lot_id, pieces: readPieces(count) ?? 0 }], reason: reason.trim() },
        }),
      ),
    );
  const check = (): FieldErrors => ({ ...checkPieces(count), ...(reason.trim() === '' && { reason: t('field.required') }) });
  return (
    <FormDialog title={t('ppe.write_off')} confirm={t('ppe.write_off')} confirmKind="danger" confirmTestId="ppe-confirm" form={form} check={check} send={send} onClose={props.onClose} explain={<p>{labelOf(props.lot)}</p>}>
      <Field name="pieces" label={t('ppe.how_many_of', { n: props.lot.on_hand })} inputMode="numeric" autoFocus value={count} onInput={setCount} error={form.errorOf('pieces')} testId="ppe-pieces" />
      <Field name="reason" label={t('field.reason')} value={reason} onInput={setReason} error={form.errorOf('reason')} />
    </FormDialog>
  );
}

export function MinimumDialog(props: { place: Place; line: store.StockLine; onClose: () => void }): JSX.Element {
  const [count, setCount] = useState(String(props.line.minimum));
  const form = useForm();
  const send = (): Promise<unknown> =>
    store.changed(
      ask(
        api.PUT('/api/v1/ppe-stock/stores/{store_id}/minimums', {
          params: { path: { store_id: props.place.id } },
          body: { item: props.line.item, minimum: readPieces(count, 0) ?? 0 },
        }),
      ),
    );
  return (
    <FormDialog title={t('ppe.minimum_of', { item: store.itemName(props.line.item) })} confirm={t('action.save')} confirmTestId="ppe-confirm" form={form} check={() => checkPieces(count, 0)} send={send} onClose={props.onClose}>
      <Field name="minimum" label={t('ppe.minimum_label')} hint={t('ppe.minimum_hint')} inputMode="numeric" autoFocus value={count} onInput={setCount} error={form.errorOf('pieces')} testId="ppe-pieces" />
    </FormDialog>
  );
}
