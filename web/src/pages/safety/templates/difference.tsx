import type { JSX } from 'preact';
import type { Schemas } from '../../../api/index.ts';
import { Badge, Panel } from '../../../design/index.ts';
import { locale, t, tCode } from '../../../i18n/index.ts';
import { asItem, type Content } from './content.ts';

type Change = Schemas['ChangeOut'];

const TONES = { added: 'ok', removed: 'danger', moved: 'plain', changed: 'accent' } as const;

/** What is different from the version in force, as far as it is saved. */
export function Difference(props: { changes: readonly Change[]; content: Content; bare?: boolean }): JSX.Element {
  const lines = (
    <ul class="lines" data-testid="template-difference">
      {props.changes.map((change) => (
        <li key={`${change.kind}/${change.key}`} class="template-change">
          <Badge tone={TONES[change.kind]}>{t(`template.change.${change.kind}`)}</Badge>
          <span>
            {nameOf(change, props.content)}
            {change.fields.length > 0 && (
              <span class="muted small"> · {change.fields.map((field) => tCode('template.field', field)).join(', ')}</span>
            )}
          </span>
        </li>
      ))}
      {props.changes.length === 0 && <li class="muted">{t('template.no_difference')}</li>}
    </ul>
  );
  return props.bare ? lines : <Panel title={t('template.difference')}>{lines}</Panel>;
}

function nameOf(change: Change, content: Content): string {
  if (change.key === '') return t('template.whole');
  const item = content.items.find((each) => each.key === change.key);
  return item === undefined ? change.key : asItem(item, locale.value).label;
}
