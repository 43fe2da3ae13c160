import { signal } from '@preact/signals';
import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { standing } from '../../checklists/index.ts';
import { Button } from '../../design/index.ts';
import { ReasonDialog } from '../../forms/index.ts';
import { t } from '../../i18n/index.ts';
import type { Question } from './next-step.ts';
import type { Checklist, Entry, Item, JobPack } from './pack.ts';

/** An answer that is being given anew: which question, the answer it corrects, and why. */
export interface Correction {
  readonly question: Question;
  readonly corrects: string;
  readonly reason: string;
}

export const correcting = signal<Correction | null>(null);

interface Given {
  readonly checklist: Checklist;
  readonly item: Item;
  readonly entry: Entry & { readonly id: string };
}

/** Own answers that may still be corrected: on lists that are open. A timer has run or has not. */
export function correctable(job: JobPack, userId: string | null): readonly Given[] {
  return job.checklists
    .filter((checklist) => checklist.state === 'open')
    .flatMap((checklist) =>
      standing(checklist.entries).flatMap((entry): Given[] => {
        const item = checklist.template.items.find((each) => each.key === entry.item_key);
        const mine = entry.by_user === undefined || entry.by_user === userId;
        const may = item !== undefined && item.kind !== 'timer' && mine && entry.id !== undefined;
        return may ? [{ checklist, item, entry: { ...entry, id: entry.id as string } }] : [];
      }),
    );
}

/** The way to correct an answer that was wrong: why, then the question once more. */
export function Corrections(props: { job: JobPack; userId: string | null }): JSX.Element | null {
  const [chosen, setChosen] = useState<Given | null>(null);
  const given = correctable(props.job, props.userId);
  if (given.length === 0) return null;
  const nameOf = (entry: Entry): string | undefined => props.job.members.find((each) => each.id === entry.member_id)?.name;
  const ask = (reason: string): Promise<void> => {
    if (chosen === null) return Promise.resolve();
    const { checklist, item, entry } = chosen;
    const member = props.job.members.find((each) => each.id === entry.member_id) ?? null;
    const total = checklist.template.items.length;
    correcting.value = { question: { checklist, item, member, done: 0, total }, corrects: entry.id, reason };
    return Promise.resolve();
  };
  return (
    <details class="job-details" data-testid="corrections">
      <summary>{t('field.corrections')}</summary>
      <ul class="lines">
        {given.map((each) => (
          <li key={each.entry.id} class="spread">
            <span>{[each.item.label, nameOf(each.entry)].filter(Boolean).join(' · ')}</span>
            <Button kind="quiet" testId="correct" onClick={() => setChosen(each)}>
              {t('field.correct')}
            </Button>
          </li>
        ))}
      </ul>
      {chosen !== null && (
        <ReasonDialog
          title={t('field.correct_title')}
          confirm={t('field.correct')}
          hint={chosen.item.label}
          send={ask}
          onClose={() => setChosen(null)}
        />
      )}
    </details>
  );
}
