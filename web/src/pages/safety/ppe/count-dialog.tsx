import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { ask } from '../../../api/index.ts';
import { Field } from '../../../design/index.ts';
import { type FieldErrors, FormDialog, useForm } from '../../../forms/index.ts';
import { formatChange, t } from '../../../i18n/index.ts';
import { api } from '../store.ts';
import * as store from './ppe-store.ts';
import { labelOf } from './shown.tsx';
import { readPieces, useOnce } from './stock-dialogs.tsx';

/** The count sheet: what the books expect of each lot, what was found, and the difference as it is typed. */
export function CountDialog(props: { stock: store.StoreStock; onClose: () => void }): JSX.Element {
  const { stock } = props;
  const lots = stock.lines.flatMap((line) => line.lots.map((lot) => ({ ...lot, item: line.item })));
  const [found, setFound] = useState<Readonly<Record<string, string>>>({});
  const [reason, setReason] = useState('');
  const form = useForm();
  const header = useOnce();
  const said = (lot: store.Lot): string => found[lot.lot_id] ?? String(lot.on_hand);
  const check = (): FieldErrors => {
    const wrong = lots.filter((lot) => readPieces(said(lot), 0) === null);
    return Object.fromEntries(wrong.map((lot) => [lot.lot_id, t('ppe.pieces_wrong')]));
  };
  const send = (): Promise<unknown> =>
    store.changed(
      ask(
        api.POST('/api/v1/ppe-stock/stores/{store_id}/count', {
          params: { path: { store_id: stock.store.id }, header },
          body: {
            lines: lots.map((lot) => ({
              item: lot.item,
              pieces: readPieces(said(lot), 0) ?? 0,
              size: lot.size,
              lot_no: lot.lot_no,
              expires_at: lot.expires_at,
            })),
            reason: reason.trim() || null,
          },
        }),
      ),
    );
  return (
    <FormDialog
      title={t('ppe.count_of', { store: stock.store.name })}
      wide
      confirm={t('ppe.count_save')}
      confirmTestId="ppe-confirm"
      form={form}
      check={check}
      send={send}
      onClose={props.onClose}
      explain={<p class="muted">{t('ppe.count_hint')}</p>}
    >
      <ul class="ppe-sheet" data-testid="ppe-sheet">
        {lots.map((lot) => (
          <li key={lot.lot_id}>
            <span>
              <span class="strong">{store.itemName(lot.item)}</span>
              <span class="muted small">{labelOf(lot)}</span>
            </span>
            <Field
              name={lot.lot_id}
              label={t('ppe.found', { item: store.itemName(lot.item), label: labelOf(lot), n: lot.on_hand })}
              hideLabel
              inputMode="numeric"
              value={said(lot)}
              onInput={(words) => setFound({ ...found, [lot.lot_id]: words })}
              error={form.errorOf(lot.lot_id)}
            />
            <Difference lot={lot} said={said(lot)} />
          </li>
        ))}
      </ul>
      <Field name="reason" label={t('ppe.count_why')} optional value={reason} onInput={setReason} />
    </FormDialog>
  );
}

function Difference(props: { lot: store.Lot; said: string }): JSX.Element {
  const n = readPieces(props.said, 0);
  const difference = n === null ? 0 : n - props.lot.on_hand;
  return (
    <output class={difference === 0 ? 'muted' : 'ppe-bad'} aria-label={t('ppe.difference_label')}>
      {difference === 0 ? '=' : formatChange(difference)}
    </output>
  );
}
