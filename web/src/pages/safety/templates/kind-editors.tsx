import type { JSX } from 'preact';
import { Button, Field, Icon, Select } from '../../../design/index.ts';
import { readNumber } from '../../../checklists/index.ts';
import { locale, t } from '../../../i18n/index.ts';
import { asItem, choice, timedBy } from './content.ts';
import type { ItemProps } from './item-editor.tsx';

/** The options of a choice. */
export function ChoicesEditor(props: ItemProps): JSX.Element {
  const { item, put, errorOf } = props;
  const choices = item.choices ?? [];
  const change = (index: number, next: (typeof choices)[number]): void =>
    put({ ...item, choices: choices.map((each, at) => (at === index ? next : each)) });
  return (
    <fieldset class="template-choices">
      <legend class="field-label">{t('template.choices')}</legend>
      {choices.map((each, index) => {
        const n = index + 1;
        return (
          <div class="template-choice" key={index}>
            {(['vi', 'en'] as const).map((lang) => (
              <Field
                key={lang}
                name={`choice_${lang}_${n}`}
                label={t(`template.choice_${lang}`, { n })}
                value={each.text[lang]}
                onInput={(text) => change(index, { ...each, text: { ...each.text, [lang]: text } })}
                error={each.text[lang].trim() === '' ? errorOf(`choices.${index}.text`) : undefined}
              />
            ))}
            <Field
              name={`choice_code_${n}`}
              label={t('template.choice_code', { n })}
              value={each.value}
              onInput={(value) => change(index, { ...each, value })}
              error={errorOf(`choices.${index}.value`)}
            />
            <Button
              icon
              kind="quiet"
              label={t('template.choice_remove', { n })}
              onClick={() => put({ ...item, choices: choices.filter((_each, at) => at !== index) })}
            >
              <Icon name="close" />
            </Button>
          </div>
        );
      })}
      {choices.length < 2 && errorOf('choices') && <p class="field-error">{errorOf('choices')}</p>}
      <Button kind="quiet" onClick={() => put({ ...item, choices: [...choices, choice(choices.length + 1)] })}>
        {t('template.choice_add')}
      </Button>
    </fieldset>
  );
}

/** From where to where a number may go, and what it counts. */
export function RangeEditor(props: ItemProps): JSX.Element {
  const { item, put, errorOf } = props;
  return (
    <div class="template-grid">
      {(['minimum', 'maximum'] as const).map((limit) => (
        <Field
          key={limit}
          name={limit}
          label={t(`template.${limit}`)}
          optional
          inputMode="decimal"
          value={item[limit] === null || item[limit] === undefined ? '' : String(item[limit])}
          onInput={(text) => put({ ...item, [limit]: readNumber(text) })}
          error={errorOf(limit)}
        />
      ))}
      <Field
        name="unit"
        label={t('template.unit')}
        optional
        value={item.unit ?? ''}
        onInput={(unit) => put({ ...item, unit: unit === '' ? null : unit })}
        error={errorOf('unit')}
      />
    </div>
  );
}

/** How long a timer runs: always as long, or by what an earlier choice was answered. */
export function TimerEditor(props: ItemProps): JSX.Element {
  const { item, before, put, errorOf } = props;
  const choices = before.filter((each) => each.kind === 'choice');
  const chosen = choices.find((each) => each.key === item.timed_by?.item_key);
  return (
    <>
      <div class="template-grid">
        <Field
          name="min_seconds"
          label={t('template.seconds')}
          inputMode="numeric"
          value={String(item.min_seconds ?? '')}
          onInput={(text) => put({ ...item, min_seconds: wholeSeconds(text) })}
          error={errorOf('min_seconds')}
        />
        {choices.length > 0 && (
          <Select
            name="timed_by"
            label={t('template.timed_by')}
            value={chosen?.key ?? ''}
            options={[
              { value: '', label: t('template.timed_by_none') },
              ...choices.map((each) => ({ value: each.key, label: asItem(each, locale.value).label })),
            ]}
            error={errorOf('timed_by')}
            onChange={(key) => {
              const next = choices.find((each) => each.key === key);
              put({ ...item, timed_by: next === undefined ? null : timedBy(next, item) });
            }}
          />
        )}
      </div>
      {chosen !== undefined && item.timed_by && (
        <div class="template-grid">
          {(chosen.choices ?? []).map(({ value, text }) => (
            <Field
              key={value}
              name={`seconds_${value}`}
              label={t('template.seconds_of', { choice: text[locale.value] || value })}
              inputMode="numeric"
              value={String(item.timed_by?.seconds[value] ?? '')}
              onInput={(typed) => {
                const seconds = { ...item.timed_by?.seconds, [value]: wholeSeconds(typed) };
                put({ ...item, timed_by: { item_key: chosen.key, seconds } });
              }}
            />
          ))}
        </div>
      )}
    </>
  );
}

/** Whole seconds as they are typed, at most a day; nothing readable is none, which the server refuses to publish. */
export function wholeSeconds(text: string): number {
  return Math.min(86_400, Math.max(0, Math.trunc(readNumber(text) ?? 0)));
}
