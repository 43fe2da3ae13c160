import type { ComponentChildren, JSX } from 'preact';
import type { ExposureRecord, Schemas } from '../../../api/index.ts';
import { Badge, Panel } from '../../../design/index.ts';
import { formatDateTime, t, tCode } from '../../../i18n/index.ts';
import { LevelBadge } from './level.tsx';

interface OfRecord {
  record: ExposureRecord;
}

export function Contacts({ record }: OfRecord): JSX.Element {
  const rows = record.contact_list;
  return (
    <Part title={t('exposure.contacts')} empty={rows.length === 0}>
      {rows.map((each) => (
        <Line key={each.id} what={nameOf(each)} by={each.by} at={each.happened_at} late={each.late} corrected={each.corrected}>
          {each.kind !== 'none' && <span class="small">{howOf(each)}</span>}
        </Line>
      ))}
    </Part>
  );
}

function nameOf(contact: Schemas['ExposureContactOut']): string {
  if (contact.kind === 'none') return t('exposure.nobody');
  if (contact.kind === 'member') return contact.with_name ?? '';
  return contact.who ?? `${t('exposure.outsider')} · ${t('exposure.erased')}`;
}

function howOf(contact: Schemas['ExposureContactOut']): string {
  return [
    tCode('exposure.band', contact.band),
    contact.minutes !== null && t('trace.minutes', { n: contact.minutes }),
    contact.indoor !== null && t(contact.indoor ? 'exposure.indoor' : 'exposure.outdoor'),
    contact.masked !== null && t(contact.masked ? 'exposure.masked' : 'exposure.unmasked'),
  ]
    .filter(Boolean)
    .join(' · ');
}

export function Breaches({ record }: OfRecord): JSX.Element {
  const rows = record.breach_list;
  return (
    <Part title={t('exposure.breaches')} empty={rows.length === 0}>
      {rows.map((each) => (
        <Line
          key={each.id}
          what={tCode('exposure.item', each.item)}
          by={each.by}
          at={each.happened_at}
          late={each.late}
          corrected={each.corrected}
        >
          <span class="small">{tCode('exposure.action', each.action)}</span>
          {each.note !== null && <span>{each.note}</span>}
        </Line>
      ))}
    </Part>
  );
}

export function Classifications({ record }: OfRecord): JSX.Element {
  const rows = [...record.classifications].reverse();
  return (
    <Part title={t('exposure.levels')} empty={rows.length === 0}>
      {rows.map((each) => (
        <Line
          key={each.at + each.level}
          what={<LevelBadge level={each.level} proposed={each.proposed} names={record.levels} />}
          by={each.by ?? t('exposure.rule')}
          at={each.at}
        >
          {each.follow_up !== 'none' && <span class="small">{t(`exposure.follow_up.${each.follow_up}`)}</span>}
          {each.note !== null && <span>{each.note}</span>}
        </Line>
      ))}
    </Part>
  );
}

export function StandDowns({ record }: OfRecord): JSX.Element {
  const rows = record.stand_downs;
  return (
    <Part title={t('standdown.list')} empty={rows.length === 0}>
      {rows.map((each) => (
        <div class="exposure-line" key={each.id}>
          <span class="spread">
            <span class="strong">{t(`standdown.cause.${each.cause}`)}</span>
            <Badge tone={each.running ? 'warn' : 'plain'}>
              {each.running ? `${t('standdown.until')} ${formatDateTime(each.until)}` : t('standdown.over')}
            </Badge>
          </span>
          <span class="muted small">
            {t('standdown.open_in')}: {each.hazard_class === null ? t('standdown.nowhere') : tCode('hazard', each.hazard_class)}
          </span>
        </div>
      ))}
    </Part>
  );
}

export function Corrections({ record }: OfRecord): JSX.Element | null {
  if (record.corrections.length === 0) return null;
  return (
    <Part title={t('exposure.corrections')} empty={false}>
      {record.corrections.map((each) => (
        <Line
          key={each.number}
          what={
            each.void
              ? t('exposure.void')
              : `${formatDateTime(each.entered_at)} – ${each.left_at === null ? '…' : formatDateTime(each.left_at)}`
          }
          by={each.by}
          at={each.at}
        >
          <span>{each.why ?? t('exposure.erased')}</span>
        </Line>
      ))}
    </Part>
  );
}

function Part(props: { title: string; empty: boolean; children: ComponentChildren }): JSX.Element {
  return <Panel title={props.title}>{props.empty ? <span class="muted">{t('none')}</span> : props.children}</Panel>;
}

function Line(props: {
  what: ComponentChildren;
  by: string;
  at: string;
  late?: boolean;
  corrected?: boolean;
  children?: ComponentChildren;
}): JSX.Element {
  return (
    <div class="exposure-line">
      <span class="spread">
        <span class="strong">{props.what}</span>
        <span class="cluster">
          {props.late === true && <Badge tone="warn">{t('exposure.late')}</Badge>}
          {props.corrected === true && <Badge dashed>{t('exposure.corrected')}</Badge>}
        </span>
      </span>
      {props.children}
      <span class="muted small">{t('exposure.by', { name: props.by, time: formatDateTime(props.at) })}</span>
    </div>
  );
}
