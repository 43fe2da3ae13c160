import type { JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { asProblem, ask, signedFetch, type Api, type Problem, type Schemas, type Session } from '../api/index.ts';
import { Badge, Skeleton } from '../design/index.ts';
import { ProblemNotice } from '../forms/index.ts';
import { formatMoment, locale, t } from '../i18n/index.ts';
import { clockText } from './timer.tsx';
import './given-answers.css';

type Checklist = Schemas['ChecklistOut'];
type Entry = Checklist['entries'][number];

interface Source {
  readonly api: Api;
  readonly session: Session;
}

/** Everything that was answered on one checklist, corrected answers too, with photos, signatures and proven times. */
export function GivenAnswers(props: Source & { checklistId: string; version: number | string }): JSX.Element {
  const { api, checklistId } = props;
  const [list, setList] = useState<Checklist | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  useEffect(() => {
    const path = { checklist_id: checklistId };
    ask(api.GET('/api/v1/checklists/{checklist_id}', { params: { path } })).then(setList, (error: unknown) =>
      setProblem(asProblem(error)),
    );
  }, [api, checklistId, props.version, locale.value]);
  if (problem !== null) return <ProblemNotice problem={problem} />;
  if (list === null) return <Skeleton lines={3} />;
  return (
    <ol class="given-answers" data-testid="given-answers">
      {list.entries.map((entry) => (
        <Given key={entry.id} {...props} list={list} entry={entry} />
      ))}
    </ol>
  );
}

function Given(props: Source & { list: Checklist; entry: Entry }): JSX.Element {
  const { list, entry } = props;
  const item = list.template.items.find((each) => each.key === entry.item_key);
  const corrected = list.entries.some((each) => each.corrects === entry.id);
  const missing = list.unproven.some((each) => each.item_key === entry.item_key && each.member_id === entry.member_id);
  return (
    <li class="given-answer" data-corrected={corrected}>
      <div class="spread">
        <span>{item?.label ?? entry.item_key}</span>
        {entry.outcome !== 'ok' && (
          <Badge tone={entry.outcome === 'failed' ? 'danger' : 'plain'}>{t(`evidence.outcome.${entry.outcome}`)}</Badge>
        )}
      </div>
      <div class="muted small">{[formatMoment(entry.device_time), said(entry)].filter(Boolean).join(' · ')}</div>
      {entry.held_seconds !== null && (
        <div class="muted small">
          {t('evidence.held', { time: clockText(entry.held_seconds) })}
          {entry.proof !== null && ` · ${t(`evidence.proof.${entry.proof}`)}`}
        </div>
      )}
      {entry.evidence_sha256 !== null && <Shown {...props} kind={item?.kind} missing={missing} label={item?.label ?? ''} />}
      {entry.evidence_sha256 !== null && (
        <code class="muted small">{t('evidence.hash', { hash: entry.evidence_sha256.slice(0, 16) })}</code>
      )}
    </li>
  );
}

function said(entry: Entry): string | null {
  if (entry.reason !== null) return entry.corrects === null ? entry.reason : t('evidence.corrected', { reason: entry.reason });
  const plain = typeof entry.value === 'number' || (typeof entry.value === 'string' && entry.evidence_sha256 === null);
  return plain && entry.held_seconds === null ? String(entry.value) : null;
}

function Shown(props: Source & { entry: Entry; kind: string | undefined; missing: boolean; label: string }): JSX.Element {
  const { entry, label } = props;
  const value = String(entry.value ?? '');
  const alt = t('evidence.alt', { item: label, time: formatMoment(entry.device_time) });
  if (props.missing) return <Badge tone="warn">{t('evidence.missing')}</Badge>;
  if (!value.startsWith('sha256:')) {
    return (
      <svg class="given-signature" viewBox="0 0 320 180" role="img" aria-label={alt}>
        <path d={value} />
      </svg>
    );
  }
  return <Photo session={props.session} sha256={value.slice('sha256:'.length)} alt={alt} />;
}

/** A picture that only the signed-in may see: fetched with the access token, shown from memory. */
function Photo(props: { session: Session; sha256: string; alt: string }): JSX.Element {
  const [url, setUrl] = useState<string | null>(null);
  const [failed, setFailed] = useState(false);
  useEffect(() => {
    let made: string | null = null;
    let gone = false;
    const request = new Request(`/api/v1/evidence/${props.sha256}`);
    signedFetch(props.session, request)
      .then(async (answer) => {
        if (!answer.ok) throw new Error(`${answer.status}`);
        const blob = await answer.blob();
        if (gone) return;
        made = URL.createObjectURL(blob);
        setUrl(made);
      })
      .catch(() => setFailed(true));
    return () => {
      gone = true;
      if (made !== null) URL.revokeObjectURL(made);
    };
  }, [props.session, props.sha256]);
  if (failed) return <Badge tone="danger">{t('evidence.failed')}</Badge>;
  return url === null ? <Skeleton lines={2} /> : <img class="given-photo" src={url} alt={props.alt} />;
}
