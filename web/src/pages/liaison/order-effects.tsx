import type { JSX } from 'preact';
import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { createResource, type Schemas } from '../../api/index.ts';
import { Button, Dialog, Facts, Panel, Skeleton } from '../../design/index.ts';
import { ProblemNotice } from '../../forms/index.ts';
import { formatMoment, t, tCode } from '../../i18n/index.ts';
import { ORDER_EFFECTS, totalsOf, type OrderEffect } from './order-totals.ts';

type Preview = Schemas['OrderPreviewOut'];

/** What an order, a change of one or its end would do: asked anew whenever what is asked, `about`, is another. */
export function OrderEffects(props: {
  title: string;
  /** What it depends on; the same text asks nothing anew. */
  about: string;
  ask: () => Promise<Preview | null>;
}): JSX.Element {
  const latest = useRef(props.ask);
  latest.current = props.ask;
  const preview = useMemo(() => createResource(() => latest.current()), []);
  useEffect(() => preview.reloadSoon(), [props.about]);
  const found = preview.data.value;
  const problem = preview.problem.value;
  return (
    <Panel
      title={props.title}
      aside={found !== null && <span class="muted small">{t('order_effects.at', { time: formatMoment(found.at) })}</span>}
      testId="order-effects"
    >
      <div aria-live="polite">
        <ProblemNotice problem={problem} />
        {found === null && problem === null && <Skeleton lines={2} />}
        {found !== null && problem === null && <Found title={props.title} found={found} />}
      </div>
    </Panel>
  );
}

function Found(props: { title: string; found: Preview }): JSX.Element {
  const { found } = props;
  const [open, setOpen] = useState(false);
  const totals = totalsOf(found);
  if (totals.length === 0) return <p>{t('order_effects.nothing')}</p>;
  return (
    <div class="stack">
      <Facts rows={totals.map(([effect, n]) => [t(`order_effects.${effect}`), <strong>{n}</strong>])} />
      <div>
        <Button onClick={() => setOpen(true)} testId="order-effects-list">
          {t('effects.show')}
        </Button>
      </div>
      {open && <Lists title={props.title} found={found} onClose={() => setOpen(false)} />}
    </div>
  );
}

/** The counts by kind of work, then by name the tickets that this person may know. */
function Lists(props: { title: string; found: Preview; onClose: () => void }): JSX.Element {
  const { found } = props;
  return (
    <Dialog title={props.title} onClose={props.onClose} wide testId="order-effects-dialog">
      <div class="stack">
        <Panel title={t('order_effects.by_type')}>
          <ul class="desk-lines">
            {found.by_work_type.map((row) => (
              <li key={row.work_type} class="spread">
                <span>{tCode('work', row.work_type)}</span>
                <span class="muted small">
                  {ORDER_EFFECTS.filter((effect) => row[effect] > 0)
                    .map((effect) => `${t(`order_effects.${effect}`)}: ${row[effect]}`)
                    .join(' · ')}
                </span>
              </li>
            ))}
          </ul>
        </Panel>
        {totalsOf(found).map(([effect, n]) => (
          <Named key={effect} effect={effect} n={n} found={found} />
        ))}
      </div>
    </Dialog>
  );
}

function Named(props: { effect: OrderEffect; n: number; found: Preview }): JSX.Element {
  const rows = props.found.tickets.filter((ticket) => ticket.effect === props.effect);
  const unnamed = props.n - rows.length;
  return (
    <Panel title={`${t(`order_effects.${props.effect}`)} · ${props.n}`}>
      <ul class="desk-lines">
        {rows.map((ticket) => (
          <li key={ticket.id} class="spread">
            <span>{ticket.number}</span>
            <span class="muted">{tCode('work', ticket.work_type)}</span>
          </li>
        ))}
      </ul>
      {unnamed > 0 && <p class="muted small">{t('effects.unnamed', { n: unnamed })}</p>}
    </Panel>
  );
}
