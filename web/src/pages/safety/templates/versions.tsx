import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { Badge, Button, ErrorState, Facts, Panel, Skeleton } from '../../../design/index.ts';
import { ProblemNotice, ReasonDialog } from '../../../forms/index.ts';
import { asProblem, type Problem } from '../../../api/index.ts';
import { formatMoment, locale, t } from '../../../i18n/index.ts';
import { session } from '../store.ts';
import { asItem } from './content.ts';
import { Preview } from './preview.tsx';
import * as store from './templates-store.ts';

/** All versions of a template: each as it was published, the newest first. */
export function Versions(): JSX.Element {
  const found = store.versions.data.value;
  const problem = store.versions.problem.value;
  if (problem !== null) {
    return <ErrorState title={problem.title} remedy={problem.explanation} onRetry={() => void store.versions.reload()} />;
  }
  if (found === null) return <Skeleton lines={8} />;
  const [newest, ...older] = found;
  return (
    <div class="stack" data-testid="template-versions">
      <Head newest={newest ?? null} />
      {newest !== undefined && (
        <div class="template-pair">
          <VersionPanel version={newest} inForce={!newest.retired} />
          <Preview content={newest.content} />
        </div>
      )}
      {older.map((version) => (
        <VersionPanel key={version.version} version={version} inForce={false} />
      ))}
    </div>
  );
}

function Head(props: { newest: store.Version | null }): JSX.Element {
  const { newest } = props;
  const [problem, setProblem] = useState<Problem | null>(null);
  const [asking, setAsking] = useState<'confirm' | 'retire' | null>(null);
  const code = store.code.value ?? '';
  const hasDraft = (store.drafts.data.value ?? []).some((each) => each.code === code);
  const write = (): void => void store.write(code).catch((error: unknown) => setProblem(asProblem(error)));
  const waits = newest?.content.hse_must_confirm === true && newest.confirmed === null;
  return (
    <>
      <header class="template-head">
        <h2>{newest?.content.title[locale.value] ?? code}</h2>
        {session.may('templates.write') && (
          <div class="cluster">
            {newest !== null && waits && (
              <Button testId="confirm-version" onClick={() => setAsking('confirm')}>
                {t('template.confirm')}
              </Button>
            )}
            {newest !== null && !newest.retired && (
              <Button kind="quiet" onClick={() => setAsking('retire')}>
                {t('template.retire')}
              </Button>
            )}
            <Button kind="primary" testId="write-next" onClick={write}>
              {t(hasDraft ? 'template.go_on' : 'template.next')}
            </Button>
          </div>
        )}
      </header>
      <ProblemNotice problem={problem} />
      {asking !== null && newest !== null && (
        <ReasonDialog
          title={t(asking === 'confirm' ? 'template.confirm' : 'template.retire')}
          confirm={t(asking === 'confirm' ? 'template.confirm' : 'template.retire')}
          kind={asking === 'confirm' ? 'primary' : 'danger'}
          hint={t(asking === 'confirm' ? 'template.confirm_hint' : 'template.retire_hint')}
          send={(word) => (asking === 'confirm' ? store.confirmVersion(newest, word) : store.retire(newest, word))}
          onClose={() => setAsking(null)}
        />
      )}
    </>
  );
}

function VersionPanel(props: { version: store.Version; inForce: boolean }): JSX.Element {
  const { version, inForce } = props;
  const { content, confirmed, retired } = version;
  const time = formatMoment(version.published_at);
  const name = version.published_by;
  return (
    <Panel
      title={t('template.version', { n: version.version })}
      aside={inForce ? <Badge tone="ok">{t('template.in_force')}</Badge> : null}
      testId="template-version"
    >
      <div class="stack-tight">
        <Facts
          rows={[
            [
              t('template.publish'),
              name === null
                ? `${t('template.published', { time })} · ${t('template.shipped')}`
                : t('template.published_by', { time, name }),
            ],
            [t('template.note'), version.note],
            [t('template.purpose'), t(`template.purpose.${content.purpose}`)],
            [
              t('template.hse'),
              content.hse_must_confirm &&
                (confirmed
                  ? `${t('template.confirmed', { name: confirmed.by_name, time: formatMoment(confirmed.at) })} · ${confirmed.note}`
                  : t('template.unconfirmed')),
            ],
            [t('template.retired'), retired && `${retired.by_name}, ${formatMoment(retired.at)} · ${retired.note}`],
          ]}
        />
        <ol class="template-items">
          {content.items.map((item) => (
            <li key={item.key}>
              <span>{asItem(item, locale.value).label}</span>{' '}
              <span class="cluster">
                <Badge>{t(`template.kind.${item.kind}`)}</Badge>
                {item.per === 'person' && <Badge>{t('template.per_person')}</Badge>}
                {item.critical && <Badge tone="danger">{t('item.critical')}</Badge>}
              </span>
            </li>
          ))}
        </ol>
      </div>
    </Panel>
  );
}
