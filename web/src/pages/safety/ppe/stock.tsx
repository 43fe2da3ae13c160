import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { Badge, Button, EmptyState, Notice } from '../../../design/index.ts';
import { t } from '../../../i18n/index.ts';
import { session } from '../store.ts';
import { CountDialog } from './count-dialog.tsx';
import { MinimumDialog, ReceiveDialog, TransferDialog, WriteOffDialog } from './stock-dialogs.tsx';
import * as store from './ppe-store.ts';
import { Expiry, labelOf, LevelBadge, LevelBar, Listed, pieces } from './shown.tsx';

type Open = 'receive' | 'count' | { readonly move: store.Lot } | { readonly drop: store.Lot } | { readonly least: store.StockLine };

/** Stores on the left, the chosen one's shelf on the right. */
export function Stock(): JSX.Element {
  const empty = { title: t('ppe.no_stores'), hint: t('ppe.no_stores_hint') };
  return (
    <Listed resource={store.stock} rows={(data) => data.stores} empty={empty}>
      {(stores) => (
        <div class="safety-split">
          <nav class="safety-list" aria-label={t('ppe.stores')}>
            <ul>
              {stores.map((each) => (
                <li key={each.store.id}>
                  <StoreRow stock={each} />
                </li>
              ))}
            </ul>
          </nav>
          <section class="safety-detail" aria-label={t('ppe.shelf')}>
            {store.store.value !== null && <Shelf key={store.store.value.store.id} stock={store.store.value} />}
          </section>
        </div>
      )}
    </Listed>
  );
}

function StoreRow(props: { stock: store.StoreStock }): JSX.Element {
  const { store: place, lines } = props.stock;
  const low = lines.filter((line) => line.level !== 'ok').length;
  const differs = lines.some((line) => line.difference > 0);
  return (
    <button
      type="button"
      class="list-row"
      data-testid="ppe-store"
      aria-current={store.store.value?.store.id === place.id}
      onClick={() => store.openStore(place.id)}
    >
      <span class="spread">
        <span class="strong truncate">{place.name}</span>
        <span class="ppe-marks">
          {differs && <Badge tone="warn">{t('ppe.difference_short')}</Badge>}
          {low > 0 && <Badge tone="danger">{t('ppe.low_count', { n: low })}</Badge>}
        </span>
      </span>
      <span class="muted small">
        {place.vehicle_id === null ? t('ppe.room') : t('ppe.vehicle')} · {t('ppe.articles', { n: lines.length })}
      </span>
    </button>
  );
}

function Shelf(props: { stock: store.StoreStock }): JSX.Element {
  const { stock } = props;
  const [open, setOpen] = useState<Open | null>(null);
  const keeps = session.may('ppe.write');
  const close = (): void => setOpen(null);
  return (
    <div class="ppe-shelf">
      <header class="ppe-head">
        <h2>{stock.store.name}</h2>
        {keeps && (
          <div class="ppe-actions">
            <Button kind="primary" testId="ppe-receive" onClick={() => setOpen('receive')}>
              {t('ppe.receive')}
            </Button>
            <Button testId="ppe-count" onClick={() => setOpen('count')}>
              {t('ppe.count')}
            </Button>
          </div>
        )}
      </header>
      {stock.lines.length === 0 && <EmptyState title={t('ppe.nothing')} hint={t('ppe.nothing_hint')} />}
      {urgentFirst(stock.lines).map((line) => (
        <Line key={line.item} line={line} keeps={keeps} onOpen={setOpen} />
      ))}
      {open === 'receive' && <ReceiveDialog place={stock.store} onClose={close} />}
      {open === 'count' && <CountDialog stock={stock} onClose={close} />}
      {open !== null && typeof open === 'object' && 'move' in open && (
        <TransferDialog place={stock.store} lot={open.move} onClose={close} />
      )}
      {open !== null && typeof open === 'object' && 'drop' in open && (
        <WriteOffDialog place={stock.store} lot={open.drop} onClose={close} />
      )}
      {open !== null && typeof open === 'object' && 'least' in open && (
        <MinimumDialog place={stock.store} line={open.least} onClose={close} />
      )}
    </div>
  );
}

const URGENCY = { out: 0, low: 1, ok: 2 } as const;

/** What is out, then what is low; the rest in the server's order. */
export function urgentFirst(lines: readonly store.StockLine[]): readonly store.StockLine[] {
  return [...lines].sort((one, other) => URGENCY[one.level] - URGENCY[other.level]);
}

function Line(props: { line: store.StockLine; keeps: boolean; onOpen: (open: Open) => void }): JSX.Element {
  const { line, keeps } = props;
  const name = store.itemName(line.item);
  return (
    <article class="ppe-line" data-testid="ppe-line" data-item={line.item} aria-label={name}>
      <header class="spread">
        <h3>{name}</h3>
        <span class="ppe-marks">
          <LevelBadge level={line.level} />
          {keeps && (
            <Button kind="quiet" label={`${t('ppe.minimum', { n: pieces(line.minimum) })}: ${name}`} onClick={() => props.onOpen({ least: line })}>
              {t('ppe.minimum', { n: pieces(line.minimum) })}
            </Button>
          )}
        </span>
      </header>
      <LevelBar line={line} />
      <p class="ppe-numbers">
        <span>{t('ppe.free', { n: pieces(line.available) })}</span>
        <span>{t('ppe.reserved', { n: pieces(line.reserved) })}</span>
        {line.expired > 0 && <span class="ppe-bad">{t('ppe.expired', { n: pieces(line.expired) })}</span>}
        <span class="muted">{t('ppe.on_hand', { n: pieces(line.on_hand) })}</span>
      </p>
      {line.difference > 0 && (
        <Notice tone="warn" title={t('ppe.difference', { n: pieces(line.difference) })}>
          {t('ppe.difference_hint')}
        </Notice>
      )}
      <ul class="ppe-lots">
        {line.lots.map((lot) => (
          <li key={lot.lot_id}>
            <span class="ppe-lot-name">{labelOf(lot) || t('ppe.no_label')}</span>
            <span class="ppe-lot-pieces">{t('ppe.pieces', { n: pieces(lot.on_hand) })}</span>
            <Expiry at={lot.expires_at} />
            {keeps && (
              <span class="ppe-lot-actions">
                <Button kind="quiet" label={`${t('ppe.transfer')}: ${name} ${labelOf(lot)}`} onClick={() => props.onOpen({ move: lot })}>
                  {t('ppe.transfer')}
                </Button>
                <Button kind="quiet" label={`${t('ppe.write_off')}: ${name} ${labelOf(lot)}`} onClick={() => props.onOpen({ drop: lot })}>
                  {t('ppe.write_off')}
                </Button>
              </span>
            )}
          </li>
        ))}
      </ul>
    </article>
  );
}
