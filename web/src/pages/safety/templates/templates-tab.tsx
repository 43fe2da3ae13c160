import type { JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { Badge, Button, EmptyState, ErrorState, Field, Select, Skeleton } from '../../../design/index.ts';
import { FormDialog, useForm } from '../../../forms/index.ts';
import { locale, t } from '../../../i18n/index.ts';
import { follow, session } from '../store.ts';
import { PURPOSES, type Content } from './content.ts';
import { Editor } from './editor.tsx';
import * as store from './templates-store.ts';
import { Versions } from './versions.tsx';
import './templates.css';

export const mayWrite = (): boolean => session.may('templates.write');

/** Checklist templates: what jobs get, who has confirmed it, and the next versions as they are written. */
export function TemplatesTab(): JSX.Element {
  useEffect(
    () =>
      follow(
        () => void store.reload(),
        (event) => (event === null || event.subject_kind.startsWith('checklist_')) && void store.reload(),
      ),
    [],
  );
  return (
    <div class="safety-split">
      <section class="safety-list" aria-label={t('safety.tab.templates')}>
        <List />
      </section>
      <section class="safety-detail" aria-label={t('template.choose')}>
        <Detail />
      </section>
    </div>
  );
}

function Detail(): JSX.Element {
  if (store.code.value === null) return <EmptyState title={t('template.choose')} hint={t('template.choose_hint')} />;
  return store.writing.value ? <Editor /> : <Versions />;
}

function List(): JSX.Element {
  const [adding, setAdding] = useState(false);
  const problem = store.newest.problem.value;
  if (problem !== null) {
    return <ErrorState title={problem.title} remedy={problem.explanation} onRetry={() => void store.reload()} />;
  }
  if (store.newest.data.value === null) return <Skeleton lines={6} />;
  return (
    <>
      {mayWrite() && (
        <div class="template-add">
          <Button wide testId="new-template" onClick={() => setAdding(true)}>
            {t('template.new')}
          </Button>
        </div>
      )}
      <ul class="template-list">
        {store.listed.value.map((each) => (
          <li key={each.code}>
            <Row {...each} />
          </li>
        ))}
      </ul>
      {adding && <NewDialog onClose={() => setAdding(false)} />}
    </>
  );
}

function Row(props: (typeof store.listed.value)[number]): JSX.Element {
  const { version, draft } = props;
  const content = (version ?? draft)?.content;
  const unconfirmed = version?.content.hse_must_confirm === true && version.confirmed === null;
  return (
    <button
      type="button"
      class="template-row"
      data-testid="template-row"
      data-code={props.code}
      aria-current={store.code.value === props.code}
      onClick={() => store.open(props.code)}
    >
      <span class="strong truncate">{content?.title[locale.value] || props.code}</span>
      <span class="muted small">
        {content !== undefined && t(`template.purpose.${content.purpose}`)} ·{' '}
        {t('template.items', { n: content?.items.length ?? 0 })}
      </span>
      <span class="cluster">
        {version !== null && !version.retired && <Badge>{t('template.version', { n: version.version })}</Badge>}
        {version?.retired && <Badge tone="warn">{t('template.retired')}</Badge>}
        {draft !== null && <Badge tone="accent">{t('template.draft')}</Badge>}
        {unconfirmed && <Badge tone="warn">{t('template.unconfirmed')}</Badge>}
      </span>
    </button>
  );
}

function NewDialog(props: { onClose: () => void }): JSX.Element {
  const [code, setCode] = useState('');
  const [purpose, setPurpose] = useState<Content['purpose']>('work');
  const form = useForm();
  return (
    <FormDialog
      title={t('template.new')}
      confirm={t('template.new')}
      form={form}
      check={() => ({ ...(!/^[a-z][a-z0-9_]{0,59}$/.test(code) && { code: t('template.code_hint') }) })}
      send={() => store.begin(code, purpose)}
      onClose={props.onClose}
      confirmTestId="new-template-confirm"
    >
      <Field
        name="code"
        label={t('template.code')}
        hint={t('template.code_hint')}
        value={code}
        onInput={setCode}
        error={form.errorOf('code')}
        autoFocus
      />
      <Select
        name="purpose"
        label={t('template.purpose')}
        value={purpose}
        options={PURPOSES.map((value) => ({ value, label: t(`template.purpose.${value}`) }))}
        onChange={(value) => setPurpose(value as Content['purpose'])}
      />
    </FormDialog>
  );
}
