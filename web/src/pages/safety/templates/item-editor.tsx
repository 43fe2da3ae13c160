import type { JSX } from 'preact';
import { Badge, Button, Field, Icon, Select } from '../../../design/index.ts';
import { locale, t } from '../../../i18n/index.ts';
import { answersOf, asItem, conditionOn, KINDS, ofKind, type ItemShape, type Kind } from './content.ts';
import { ChoicesEditor, RangeEditor, TimerEditor } from './kind-editors.tsx';
import * as store from './templates-store.ts';
import { Tick } from './tick.tsx';

export interface ItemProps {
  readonly item: ItemShape;
  readonly before: readonly ItemShape[];
  readonly errorOf: (field: string) => string | undefined;
  readonly put: (item: ItemShape) => void;
}

interface EditorProps extends ItemProps {
  readonly index: number;
  readonly last: boolean;
  readonly move: (step: -1 | 1) => void;
  readonly remove: () => void;
}

/** One item: what it asks and of whom, what its kind needs, when it is asked. */
export function ItemEditor(props: EditorProps): JSX.Element {
  const { item, index } = props;
  const n = index + 1;
  return (
    <details
      class="template-item"
      data-testid="item-editor"
      data-shown={store.shown.value === index}
      open={store.shown.value === index}
      onToggle={(event) => {
        if ((event.target as HTMLDetailsElement).open) store.shown.value = index;
      }}
    >
      <summary>
        <span class="template-number">{n}</span>
        <span class="truncate">{asItem(item, locale.value).label}</span>
        <span class="cluster">
          <Badge>{t(`template.kind.${item.kind}`)}</Badge>
          {item.critical && <Badge tone="danger">{t('item.critical')}</Badge>}
        </span>
      </summary>
      <div class="stack">
        <Basics {...props} />
        {item.kind === 'choice' && <ChoicesEditor {...props} />}
        {item.kind === 'number' && <RangeEditor {...props} />}
        {item.kind === 'timer' && <TimerEditor {...props} />}
        <ConditionEditor {...props} />
        <div class="spread">
          <span class="cluster">
            <Button icon kind="quiet" label={t('template.up', { n })} disabled={index === 0} onClick={() => props.move(-1)}>
              <span aria-hidden="true">↑</span>
            </Button>
            <Button icon kind="quiet" label={t('template.down', { n })} disabled={props.last} onClick={() => props.move(1)}>
              <span aria-hidden="true">↓</span>
            </Button>
          </span>
          <Button icon kind="quiet" label={t('template.remove', { n })} onClick={props.remove}>
            <Icon name="close" />
          </Button>
        </div>
      </div>
    </details>
  );
}

function Basics(props: ItemProps): JSX.Element {
  const { item, put, errorOf } = props;
  return (
    <div class="template-grid">
      {(['vi', 'en'] as const).map((lang) => (
        <Field
          key={lang}
          name={`text_${lang}`}
          label={t(`template.text_${lang}`)}
          rows={2}
          value={item.text[lang]}
          onInput={(text) => put({ ...item, text: { ...item.text, [lang]: text } })}
          error={item.text[lang].trim() === '' ? errorOf('text') : undefined}
        />
      ))}
      <Select
        name="kind"
        label={t('template.kind')}
        value={item.kind}
        options={KINDS.map((value) => ({ value, label: t(`template.kind.${value}`) }))}
        onChange={(kind) => put(ofKind(item, kind as Kind))}
      />
      <Field
        name="key"
        label={t('template.key')}
        value={item.key}
        onInput={(key) => put({ ...item, key })}
        error={errorOf('key')}
      />
      <div class="stack-tight template-wide">
        <Tick
          name="per"
          label={t('template.per_person')}
          checked={item.per === 'person'}
          onChange={(own) => put({ ...item, per: own ? 'person' : 'crew' })}
        />
        <Tick
          name="critical"
          label={t('template.critical')}
          checked={item.critical ?? false}
          onChange={(critical) => put({ ...item, critical, ...(critical && { na_allowed: false }) })}
        />
        <Tick
          name="na_allowed"
          label={t('template.na')}
          checked={item.na_allowed ?? false}
          disabled={item.critical ?? false}
          error={errorOf('na_allowed')}
          onChange={(na_allowed) => put({ ...item, na_allowed })}
        />
      </div>
    </div>
  );
}

/** On which earlier answer the item is asked; nothing where no earlier item can be a condition. */
function ConditionEditor(props: ItemProps): JSX.Element | null {
  const { item, before, put, errorOf } = props;
  const possible = before.filter((each) => answersOf(each, locale.value) !== null);
  const asked = possible.find((each) => each.key === item.condition?.item_key);
  if (possible.length === 0 && item.condition === null) return null;
  const choose = (key: string): void => {
    const chosen = possible.find((each) => each.key === key);
    put({ ...item, condition: chosen === undefined ? null : conditionOn(chosen) });
  };
  return (
    <div class="template-grid">
      <Select
        name="condition"
        label={t('template.condition')}
        value={asked?.key ?? ''}
        options={[
          { value: '', label: t('template.condition_always') },
          ...possible.map((each) => ({ value: each.key, label: asItem(each, locale.value).label })),
        ]}
        error={errorOf('condition')}
        onChange={choose}
      />
      {asked !== undefined && asked.kind === 'choice' && (
        <Select
          name="equals"
          label={t('template.condition_equals')}
          value={String(item.condition?.equals ?? '')}
          options={answersOf(asked, locale.value) ?? []}
          onChange={(answer) => put({ ...item, condition: conditionOn(asked, answer) })}
        />
      )}
    </div>
  );
}
