import type { JSX } from 'preact';
import { useId } from 'preact/hooks';
import { Button, Icon } from '../../../design/index.ts';
import { formatDateTime, t } from '../../../i18n/index.ts';
import { fromLocalInput, toLocalInput } from '../../../forms/index.ts';
import * as store from './audit-store.ts';

/** Slide from event to event, or name any moment. */
export function TimeSlider(): JSX.Element {
  const id = useId();
  const moments = store.moments.value;
  const last = moments.length - 1;
  const at = store.at.value;
  const shown = store.moment.value;
  const goTo = (index: number): void => store.look(moments[Math.min(Math.max(index, 0), last)] ?? null);
  return (
    <div class="audit-slider" role="group" aria-label={t('audit.when')}>
      <Button icon label={t('audit.earlier')} disabled={at <= 0} onClick={() => goTo(at - 1)} testId="earlier">
        <Icon name="back" />
      </Button>
      <input
        type="range"
        min={0}
        max={Math.max(0, last)}
        step={1}
        value={at}
        aria-label={t('audit.slide')}
        aria-valuetext={shown === null ? t('audit.now') : formatDateTime(shown)}
        data-testid="slider"
        onInput={(event) => goTo(Number((event.target as HTMLInputElement).value))}
      />
      <Button icon label={t('audit.later')} disabled={at >= last} onClick={() => goTo(at + 1)} testId="later">
        <Icon name="next" />
      </Button>
      <label class="visually-hidden" for={id}>
        {t('audit.when')}
      </label>
      <input
        id={id}
        class="control"
        type="datetime-local"
        value={toLocalInput(shown ?? moments[last] ?? null)}
        onChange={(event) => {
          const time = fromLocalInput((event.target as HTMLInputElement).value);
          if (time !== null) store.look(Date.parse(time));
        }}
      />
      <Button pressed={shown === null} onClick={() => store.look(null)} testId="now">
        {t('audit.now')}
      </Button>
    </div>
  );
}
