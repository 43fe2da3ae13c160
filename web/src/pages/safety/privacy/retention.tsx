import type { JSX } from 'preact';
import { Skeleton } from '../../../design/index.ts';
import { formatDateTime, t } from '../../../i18n/index.ts';
import * as store from './privacy-store.ts';

/** Every kind of data: what for, how long, and what went last. */
export function Rules(): JSX.Element {
  const rules = store.rules.data.value;
  return (
    <section class="privacy-part" aria-labelledby="privacy-rules">
      <h2 id="privacy-rules">{t('privacy.rules')}</h2>
      {rules === null ? (
        <Skeleton lines={6} />
      ) : (
        <ul class="privacy-rows">
          {rules.map((rule) => (
            <li key={rule.code} class="privacy-row" data-testid="privacy-rule">
              <span class="privacy-what">
                <span class="strong">{rule.title}</span>
                <span class="muted small">
                  {rule.purpose} · {rule.ground}
                </span>
              </span>
              <span class="privacy-what">
                <span>{t('privacy.days', { n: rule.days, begins: rule.begins })}</span>
                <span class="muted small">{last(rule.code)}</span>
              </span>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

function last(code: string): string {
  const run = store.runs.data.value?.find((each) => each.kind === code);
  if (run === undefined) return t('privacy.gone_never');
  const n = Object.values(run.counts).reduce((sum, each) => sum + each, 0);
  return t('privacy.gone', { n, time: formatDateTime(run.at) });
}

/** The newest looks at health data. */
export function Reads(): JSX.Element {
  const rows = store.reads.data.value?.items ?? null;
  return (
    <section class="privacy-part" aria-labelledby="privacy-reads">
      <h2 id="privacy-reads">{t('privacy.reads')}</h2>
      {rows === null && <Skeleton lines={4} />}
      {rows?.length === 0 && <p class="muted">{t('privacy.no_reads')}</p>}
      <ul class="privacy-rows">
        {rows?.map((one) => (
          <li key={one.id} class="privacy-row" data-testid="health-read">
            <span class="strong">{one.reader}</span>
            <span>{t('privacy.read_of', { name: one.name })}</span>
            <span class="muted small">{formatDateTime(one.read_at)}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
