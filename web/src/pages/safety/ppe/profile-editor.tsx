import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { ask } from '../../../api/index.ts';
import { Button, Field, Notice, Select } from '../../../design/index.ts';
import { type FieldErrors, FormDialog, useForm } from '../../../forms/index.ts';
import { t } from '../../../i18n/index.ts';
import { api } from '../store.ts';
import * as store from './ppe-store.ts';
import { readPieces } from './stock-dialogs.tsx';

interface Draft {
  readonly item: string;
  readonly count: string;
  readonly spare: string;
  readonly minutes: string;
  readonly sized: boolean;
  readonly note: store.Profile['items'][number]['electrical_note'];
}

function draftOf(item: store.Profile['items'][number]): Draft {
  const minutes = item.replace_after_minutes === null ? '' : String(item.replace_after_minutes);
  return { item: item.item, count: String(item.count), spare: String(item.spare), minutes, sized: item.sized, note: item.electrical_note };
}

/** What is wrong with the lines, by the name of the field; the server looks again. */
export function checkDrafts(lines: readonly Draft[]): FieldErrors {
  const wrong: Record<string, string> = {};
  if (lines.length === 0) wrong.items = t('ppe.no_items');
  lines.forEach((line, at) => {
    if (readPieces(line.count) === null) wrong[`count-${at}`] = t('ppe.pieces_wrong');
    if (readPieces(line.spare, 0) === null) wrong[`spare-${at}`] = t('ppe.pieces_wrong');
    if (line.minutes.trim() !== '' && readPieces(line.minutes) === null) wrong[`minutes-${at}`] = t('ppe.pieces_wrong');
    if (lines.findIndex((each) => each.item === line.item) !== at) wrong[`item-${at}`] = t('ppe.twice');
  });
  return wrong;
}

/** The next version of a profile, beginning with the newest one. */
export function ProfileEditor(props: { profile: store.Profile; onClose: () => void }): JSX.Element {
  const { profile } = props;
  const [lines, setLines] = useState<readonly Draft[]>(profile.items.map(draftOf));
  const form = useForm();
  const articles = (store.items.data.value?.items ?? []).filter((each) => each.active);
  const change = (at: number, part: Partial<Draft>): void =>
    setLines(lines.map((line, index) => (index === at ? { ...line, ...part } : line)));
  const unused = articles.find((each) => !lines.some((line) => line.item === each.code));
  const send = (): Promise<unknown> =>
    store.changed(
      ask(
        api.POST('/api/v1/ppe-profiles', {
          params: { header: { 'if-match': `"${profile.version}"` } },
          body: {
            code: profile.code,
            name: profile.name,
            hse_must_confirm: false,
            items: lines.map((line) => ({
              item: line.item,
              count: readPieces(line.count) ?? 1,
              spare: readPieces(line.spare, 0) ?? 0,
              sized: line.sized && (store.itemOf(line.item)?.sizes.length ?? 0) > 0,
              replace_after_minutes: readPieces(line.minutes),
              electrical_note: line.note,
            })),
          },
        }),
      ),
    );
  return (
    <FormDialog
      title={t('ppe.version_next', { n: profile.version + 1 })}
      wide
      confirm={t('ppe.publish')}
      confirmTestId="ppe-confirm"
      form={form}
      check={() => checkDrafts(lines)}
      send={send}
      onClose={props.onClose}
      explain={<Notice tone="warn">{t('ppe.publish_hint')}</Notice>}
    >
      <ul class="ppe-edit">
        {lines.map((line, at) => (
          <li key={at}>
            <Select
              name={`item-${at}`}
              label={t('ppe.article')}
              value={line.item}
              error={form.errorOf(`item-${at}`)}
              options={articles.map((each) => ({ value: each.code, label: store.itemName(each.code) }))}
              onChange={(item) => change(at, { item })}
            />
            <Field name={`count-${at}`} label={t('ppe.each')} inputMode="numeric" value={line.count} onInput={(count) => change(at, { count })} error={form.errorOf(`count-${at}`)} />
            <Field name={`spare-${at}`} label={t('ppe.spare')} inputMode="numeric" value={line.spare} onInput={(spare) => change(at, { spare })} error={form.errorOf(`spare-${at}`)} />
            <Field name={`minutes-${at}`} label={t('ppe.minutes_label')} optional inputMode="numeric" value={line.minutes} onInput={(minutes) => change(at, { minutes })} error={form.errorOf(`minutes-${at}`)} />
            <label class="choice">
              <input
                type="checkbox"
                checked={line.sized}
                disabled={(store.itemOf(line.item)?.sizes.length ?? 0) === 0}
                onChange={(event) => change(at, { sized: (event.target as HTMLInputElement).checked })}
              />
              {t('ppe.sized')}
            </label>
            <Button kind="quiet" label={t('ppe.leave_out', { item: store.itemName(line.item) })} onClick={() => setLines(lines.filter((_, index) => index !== at))}>
              {t('ppe.drop')}
            </Button>
          </li>
        ))}
      </ul>
      {form.errorOf('items') !== undefined && <p class="field-error" role="alert">{form.errorOf('items')}</p>}
      {unused !== undefined && (
        <Button onClick={() => setLines([...lines, { item: unused.code, count: '1', spare: '0', minutes: '', sized: false, note: null }])}>
          {t('ppe.add_article')}
        </Button>
      )}
    </FormDialog>
  );
}
