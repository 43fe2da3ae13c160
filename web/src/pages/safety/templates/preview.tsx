import type { JSX } from 'preact';
import { Button, Icon } from '../../../design/index.ts';
import { leastSeconds, QuestionFace } from '../../../checklists/index.ts';
import { locale, t } from '../../../i18n/index.ts';
import { sha256Of } from '../../../offline/index.ts';
import { asItem, type Content } from './content.ts';
import * as store from './templates-store.ts';

/** One item as the crew will see it: the phone's own question, in a frame of a phone's width. Nothing is sent. */
export function Preview(props: { content: Content }): JSX.Element {
  const { items, title } = props.content;
  const index = Math.min(store.shown.value, items.length - 1);
  const shape = items[index];
  return (
    <section class="phone-frame" aria-label={t('template.preview')} data-testid="template-preview">
      <header class="phone-bar">
        <Button kind="quiet" icon label={t('template.preview_before')} disabled={index <= 0} onClick={() => show(index - 1)}>
          <Icon name="back" />
        </Button>
        <span class="small muted">{t('template.preview')}</span>
        <Button
          kind="quiet"
          icon
          label={t('template.preview_after')}
          disabled={index >= items.length - 1}
          onClick={() => show(index + 1)}
        >
          <Icon name="next" />
        </Button>
      </header>
      {shape === undefined ? (
        <p class="phone-empty muted">{t('template.preview_none')}</p>
      ) : (
        <Question key={`${shape.key}/${shape.kind}/${locale.value}`} content={props.content} index={index} title={title[locale.value]} />
      )}
    </section>
  );
}

function show(index: number): void {
  store.shown.value = index;
}

function Question(props: { content: Content; index: number; title: string }): JSX.Element {
  const { items } = props.content;
  const shape = items[props.index] as Content['items'][number];
  const item = asItem(shape, locale.value);
  const next = (): Promise<void> => {
    show(Math.min(props.index + 1, items.length - 1));
    return Promise.resolve();
  };
  return (
    <QuestionFace
      title={props.title}
      item={item}
      memberName={item.per === 'person' ? t('template.preview_member') : null}
      done={props.index}
      total={items.length}
      slot={`preview/${item.key}`}
      seconds={leastSeconds(item, [], null)}
      keepPhoto={async (photo) => `sha256:${await sha256Of(await photo.arrayBuffer())}`}
      onAnswer={next}
      layout={(body, actions) => (
        <>
          <div class="phone-scroll stack">
            <h3 class="step-question">{item.label}</h3>
            {body}
          </div>
          <div class="step-actions">{actions}</div>
        </>
      )}
    />
  );
}
