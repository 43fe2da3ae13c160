import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { ChecklistBrief } from '../../api/index.ts';
import { GivenAnswers } from '../../checklists/index.ts';
import { Status, type Mark } from '../../design/index.ts';
import { t, tCode } from '../../i18n/index.ts';
import * as store from './store.ts';

const CHECKLIST_MARKS: Readonly<Record<ChecklistBrief['state'], Mark>> = {
  open: { tone: 'working', shape: 'square' },
  complete: { tone: 'restored', shape: 'tick' },
  failed: { tone: 'blocked', shape: 'bar' },
  void: { tone: 'deferred', shape: 'ring' },
};

export function Checklists(props: { checklists: readonly ChecklistBrief[] }): JSX.Element {
  return (
    <ul class="lines">
      {props.checklists.map((list) => (
        <li key={list.id} data-testid="checklist" data-state={list.state}>
          <Opened head={<ChecklistLine list={list} />}>
            <GivenAnswers api={store.api} session={store.session} checklistId={list.id} version={list.done} />
          </Opened>
        </li>
      ))}
    </ul>
  );
}

function ChecklistLine(props: { list: ChecklistBrief }): JSX.Element {
  const { list } = props;
  return (
    <span class="spread">
      <span class="truncate">{list.title}</span>
      <span class="cluster">
        <span class="muted">{t('checklist.progress', { done: list.done, total: list.total })}</span>
        <Status mark={CHECKLIST_MARKS[list.state]} word={tCode('checklist.state', list.state)} />
      </span>
    </span>
  );
}

/** What is fetched and shown only once it is asked for. */
function Opened(props: { head: JSX.Element; children: JSX.Element }): JSX.Element {
  const [open, setOpen] = useState(false);
  return (
    <details class="opened" open={open} onToggle={(event) => setOpen((event.target as HTMLDetailsElement).open)}>
      <summary title={t('evidence.show')}>{props.head}</summary>
      {open && props.children}
    </details>
  );
}
