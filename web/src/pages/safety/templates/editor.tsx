import type { JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { asProblem, type Problem } from '../../../api/index.ts';
import { Button, Field, Notice, Panel, Select } from '../../../design/index.ts';
import { ProblemNotice, ReasonDialog } from '../../../forms/index.ts';
import { formatTime, locale, t } from '../../../i18n/index.ts';
import { blankItem, inStep, moved, PURPOSES, type Content, type ItemShape } from './content.ts';
import { Difference } from './difference.tsx';
import { ItemEditor } from './item-editor.tsx';
import { Preview } from './preview.tsx';
import * as store from './templates-store.ts';
import { Tick } from './tick.tsx';

/** The next version of a template as it is written: the list and its items, the phone beside them, what is different. */
export function Editor(): JSX.Element | null {
  const draft = store.draft.value;
  const content = store.content.value;
  useEffect(() => {
    const warn = (event: BeforeUnloadEvent): void => {
      if (store.unsaved.value) event.preventDefault();
    };
    addEventListener('beforeunload', warn);
    return () => removeEventListener('beforeunload', warn);
  }, []);
  if (draft === null || content === null) return null;
  const put = (change: Partial<Content>): void => {
    store.content.value = { ...content, ...change };
  };
  const putItems = (items: readonly ItemShape[]): void => put({ items: inStep(items) });
  return (
    <div class="stack" data-testid="template-editor" data-code={draft.code}>
      <Head draft={draft} content={content} />
      {draft.newest !== draft.based_on && (
        <Notice tone="warn" title={t('template.overtaken', { n: draft.newest })} />
      )}
      <div class="template-pair">
        <div class="stack">
          <Whole content={content} errorOf={errorOf(draft)} put={put} />
          {content.items.map((item, index) => (
            <ItemEditor
              key={index}
              item={item}
              index={index}
              before={content.items.slice(0, index)}
              last={index === content.items.length - 1}
              errorOf={(field) => errorOf(draft)(`items.${index}.${field}`)}
              put={(next) => putItems(content.items.map((each, at) => (at === index ? next : each)))}
              move={(step) => {
                putItems(moved(content.items, index, step));
                store.shown.value = index + step;
              }}
              remove={() => putItems(content.items.filter((_item, at) => at !== index))}
            />
          ))}
          <Button
            wide
            testId="add-item"
            onClick={() => {
              store.shown.value = content.items.length;
              putItems([...content.items, blankItem(content.items)]);
            }}
          >
            {t('template.add')}
          </Button>
        </div>
        <div class="template-aside stack">
          <Preview content={content} />
          <Difference changes={draft.changes} content={content} />
        </div>
      </div>
    </div>
  );
}

type ErrorOf = (field: string) => string | undefined;

/** What the server said about a field when the draft was saved last; a field's own parts count as it. */
function errorOf(draft: store.Draft): ErrorOf {
  return (field) =>
    draft.problems.find((each) => each.field === field || each.field.startsWith(`${field}.`))?.reason.text;
}

function Head(props: { draft: store.Draft; content: Content }): JSX.Element {
  const { draft } = props;
  const [asking, setAsking] = useState<'publish' | 'discard' | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [busy, setBusy] = useState(false);
  const unsaved = store.unsaved.value;
  const attempt = async (work: () => Promise<void>): Promise<void> => {
    setBusy(true);
    setProblem(null);
    await work().catch((error: unknown) => setProblem(asProblem(error)));
    setBusy(false);
  };
  const number = draft.newest + 1;
  const ready = !unsaved && draft.problems.length === 0 && draft.changes.length > 0 && draft.newest === draft.based_on;
  return (
    <>
      <header class="template-head">
        <div>
          <h2>{props.content.title[locale.value] || draft.code}</h2>
          <p class="muted small" role="status" data-testid="draft-state" data-unsaved={unsaved}>
            {t('template.draft')} · {t('template.version', { n: number })} ·{' '}
            {unsaved ? t('template.unsaved') : t('template.saved', { time: formatTime(draft.changed_at) })}
          </p>
        </div>
        <div class="cluster">
          <Button kind="quiet" onClick={() => store.open(draft.code)}>
            {t('action.close')}
          </Button>
          <Button kind="quiet" testId="discard-draft" onClick={() => setAsking('discard')}>
            {t('template.discard')}
          </Button>
          <Button busy={busy} disabled={!unsaved && ready} testId="save-draft" onClick={() => void attempt(store.save)}>
            {t('template.save')}
          </Button>
          <Button kind="primary" disabled={!ready} testId="publish-draft" onClick={() => setAsking('publish')}>
            {t('template.publish')}
          </Button>
        </div>
      </header>
      <ProblemNotice problem={problem} />
      {draft.problems.length > 0 && !unsaved && (
        <Notice tone="warn" title={t('template.problems', { n: draft.problems.length })} testId="draft-problems" />
      )}
      {asking === 'publish' && (
        <ReasonDialog
          title={t('template.publish_title', { n: number })}
          confirm={t('template.publish')}
          hint={t('template.note')}
          send={store.publish}
          onClose={() => setAsking(null)}
        >
          <p>{t('template.publish_hint')}</p>
          <Difference changes={draft.changes} content={props.content} bare />
        </ReasonDialog>
      )}
      {asking === 'discard' && (
        <ReasonDialog
          title={t('template.discard')}
          confirm={t('template.discard')}
          kind="danger"
          send={store.discard}
          onClose={() => setAsking(null)}
        />
      )}
    </>
  );
}

function Whole(props: { content: Content; errorOf: ErrorOf; put: (change: Partial<Content>) => void }): JSX.Element {
  const { content, put } = props;
  return (
    <Panel title={t('template.whole')}>
      <div class="template-grid">
        {(['vi', 'en'] as const).map((lang) => (
          <Field
            key={lang}
            name={`title_${lang}`}
            label={t(`template.title_${lang}`)}
            value={content.title[lang]}
            onInput={(text) => put({ title: { ...content.title, [lang]: text } })}
            error={content.title[lang].trim() === '' ? props.errorOf('title') : undefined}
          />
        ))}
        <Select
          name="purpose"
          label={t('template.purpose')}
          value={content.purpose}
          options={PURPOSES.map((value) => ({ value, label: t(`template.purpose.${value}`) }))}
          onChange={(value) => put({ purpose: value as Content['purpose'] })}
        />
        <div class="stack-tight">
          <Tick name="ordered" label={t('template.ordered')} checked={content.ordered ?? true} onChange={(ordered) => put({ ordered })} />
          <Tick
            name="hse_must_confirm"
            label={t('template.hse')}
            checked={content.hse_must_confirm ?? false}
            onChange={(hse_must_confirm) => put({ hse_must_confirm })}
          />
        </div>
      </div>
      {content.items.length === 0 && props.errorOf('items') && <p class="field-error">{props.errorOf('items')}</p>}
    </Panel>
  );
}
