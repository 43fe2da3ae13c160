import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { ask, type Schemas } from '../../../api/index.ts';
import { Badge, Button, Field, Select } from '../../../design/index.ts';
import { FormDialog, useForm } from '../../../forms/index.ts';
import { formatMoment, t } from '../../../i18n/index.ts';
import { api, session } from '../store.ts';
import * as store from './ppe-store.ts';
import { labelOf, Listed, pieces } from './shown.tsx';
import { readPieces, useOnce } from './stock-dialogs.tsx';

type Kind = Schemas['EndIssueIn']['kind'];

/** What people have for keeps or did not bring back, and what is being disinfected. */
export function HeldList(): JSX.Element {
  const [open, setOpen] = useState<store.Held | null>(null);
  const empty = { title: t('ppe.none_held'), hint: t('ppe.none_held_hint') };
  return (
    <div class="ppe-page">
      <Listed resource={store.held} rows={(data) => data.items} empty={empty}>
        {(rows) => (
          <ul class="ppe-held">
            {rows.map((row) => (
              <li key={row.issue_id}>
                <span class="strong">{row.member_name}</span>
                <span>
                  {t('ppe.n_of', { n: pieces(row.pieces + row.disinfecting), item: store.itemName(row.item) })}
                  <span class="muted small"> {labelOf(row)}</span>
                </span>
                <span class="muted small">{formatMoment(row.issued_at)}</span>
                {row.disinfecting > 0 && <Badge tone="warn">{t('ppe.disinfecting', { n: pieces(row.disinfecting) })}</Badge>}
                {session.may('ppe.write') && (
                  <Button label={`${t('ppe.take_back')}: ${row.member_name}, ${store.itemName(row.item)}`} onClick={() => setOpen(row)}>
                    {t('ppe.take_back')}
                  </Button>
                )}
              </li>
            ))}
          </ul>
        )}
      </Listed>
      {open !== null && <EndDialog row={open} onClose={() => setOpen(null)} />}
    </div>
  );
}

function EndDialog(props: { row: store.Held; onClose: () => void }): JSX.Element {
  const { row } = props;
  const kinds: readonly Kind[] = row.disinfecting > 0 ? ['clean'] : ['return', 'disinfect', 'write_off'];
  const [kind, setKind] = useState<Kind>(kinds[0] ?? 'return');
  const [count, setCount] = useState(String(row.disinfecting || row.pieces));
  const form = useForm();
  const header = useOnce();
  const send = (): Promise<unknown> =>
    store.changed(
      ask(
        api.POST('/api/v1/ppe-stock/issues/{issue_id}/end', {
          params: { path: { issue_id: row.issue_id }, header },
          body: { kind, pieces: readPieces(count) ?? 0 },
        }),
      ),
    );
  return (
    <FormDialog
      title={t('ppe.take_back')}
      confirm={t('action.save')}
      confirmTestId="ppe-confirm"
      form={form}
      check={() => ({ ...(readPieces(count) === null && { pieces: t('ppe.pieces_wrong') }) })}
      send={send}
      onClose={props.onClose}
      explain={<p>{`${row.member_name} · ${store.itemName(row.item)}`}</p>}
    >
      <Select name="kind" label={t('ppe.what')} value={kind} options={kinds.map((each) => ({ value: each, label: t(`ppe.end.${each}`) }))} onChange={(each) => setKind(each as Kind)} />
      <Field name="pieces" label={t('ppe.how_many')} inputMode="numeric" autoFocus value={count} onInput={setCount} error={form.errorOf('pieces')} testId="ppe-pieces" />
    </FormDialog>
  );
}
