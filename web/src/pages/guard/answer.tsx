import type { JSX } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { Facts, SHAPE_PATHS } from '../../design/index.ts';
import { formatMoment, t } from '../../i18n/index.ts';
import type { Checked, PassFacts } from '../../passes/index.ts';
import { MEANINGS, SHAPES } from './marks.ts';
import * as store from './store.ts';

/** The answer to one pass, readable at arm's length in the sun: colour, shape, word, and what to do. */
export function AnswerView(props: { checked: Checked }): JSX.Element {
  const { answer, facts } = props.checked;
  const meaning = MEANINGS[answer];
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), [props.checked]);
  return (
    <section class="guard-answer" data-testid="guard-answer" data-answer={answer} data-meaning={meaning}>
      <div class="guard-verdict">
        <svg viewBox="0 0 16 16" aria-hidden="true">
          <path d={SHAPE_PATHS[SHAPES[meaning]]} fill="currentColor" />
        </svg>
        <div role="status">
          <h2 ref={heading} tabIndex={-1}>
            {t(`pass.${answer}`)}
          </h2>
          <p>{t(`guard.do.${answer}`, whatItSays(facts))}</p>
        </div>
      </div>
      {facts !== null && <Said facts={facts} go={meaning === 'go'} />}
    </section>
  );
}

function whatItSays(facts: PassFacts | null): Record<string, string> {
  if (facts === null) return {};
  return { from: formatMoment(facts.validFrom), until: formatMoment(facts.validUntil), zone: facts.zoneName || facts.zoneNumber };
}

/** What the pass says, to compare with the people and the vehicle that stand there. */
function Said(props: { facts: PassFacts; go: boolean }): JSX.Element {
  const { facts, go } = props;
  const count = facts.people.length;
  const gate = store.post.value?.gate ?? null;
  const elsewhere = gate !== null && facts.gate !== '' && facts.gate !== gate;
  return (
    <div class="guard-said">
      {elsewhere && <p class="guard-elsewhere">{t('guard.other_gate', { gate: facts.gate })}</p>}
      <h3>{go ? (count === 1 ? t('guard.person') : t('guard.people', { n: count })) : t('guard.named', { n: count })}</h3>
      <ol class="guard-people" data-testid="guard-people">
        {facts.people.map((name) => (
          <li key={name}>{name}</li>
        ))}
      </ol>
      <div class="guard-plates" data-testid="guard-plates">
        <span class="muted">{t('guard.plates')}</span>
        {facts.plates.length === 0 ? (
          <span>{t('guard.no_plate')}</span>
        ) : (
          facts.plates.map((plate) => (
            <span class="guard-plate" key={plate}>
              {plate}
            </span>
          ))
        )}
      </div>
      <Facts
        rows={[
          [t('guard.window'), `${formatMoment(facts.validFrom)} – ${formatMoment(facts.validUntil)}`],
          [t('zone.one'), `${facts.zoneName} · ${facts.zoneNumber}`],
          [t('guard.gate'), facts.gate],
          [t('guard.permit'), facts.permitNumber],
        ]}
      />
    </div>
  );
}
