import type { JSX } from 'preact';
import { formatMoment, t, tCode, type TextKey } from '../../i18n/index.ts';
import type { ActionAnswer, Side } from '../../offline/index.ts';

/** How a value of an action's body is said: by the dictionary's words for its field, where it has any. */
const WORDS_OF: Readonly<Record<string, string>> = {
  state: 'assignment.state',
  to: 'assignment.state',
  work_method: 'method',
  outcome: 'field.side.outcome',
  item: 'exposure.item',
  action: 'exposure.action',
};
/** Names of things that mean nothing to a reader. */
const UNSAID = /(^|_)ids?$|^corrects$|^counted_ms$/;

/** Both values of a conflict one above the other, and what to do about it; nothing where the answer has none. */
export function Sides(props: { answer: ActionAnswer }): JSX.Element | null {
  const { yours, theirs } = props.answer;
  if (!yours && !theirs) return null;
  return (
    <div class="stack-tight" data-testid="sides">
      <dl class="sides">
        {yours && <OneSide title={t('field.queue.yours')} side={yours} which="yours" />}
        {theirs && (
          <OneSide
            title={theirs.by ? t('field.queue.theirs_by', { name: theirs.by }) : t('field.queue.theirs')}
            side={theirs}
            which="theirs"
          />
        )}
      </dl>
      <p class="small">{t('field.queue.what_now')}</p>
    </div>
  );
}

function OneSide(props: { title: string; side: Side; which: string }): JSX.Element {
  const { at } = props.side;
  return (
    <div data-side={props.which}>
      <dt class="muted small">
        {props.title} {at && formatMoment(at)}
      </dt>
      <dd class="strong">{sideWords(props.side) || '–'}</dd>
    </div>
  );
}

/** What one side says, for example `On the way` or `Outcome: Not possible · Reason: torn`. */
export function sideWords(side: Side): string {
  const said = Object.entries(side.values).filter(([name, value]) => !UNSAID.test(name) && isPlain(value));
  const alone = said.length === 1;
  return said.map(([name, value]) => (alone ? valueWords(name, value) : `${nameWords(name)}: ${valueWords(name, value)}`)).join(' · ');
}

function isPlain(value: unknown): boolean {
  return value !== null && value !== undefined && value !== '' && typeof value !== 'object';
}

function nameWords(name: string): string {
  return tCode('field.side', name);
}

function valueWords(name: string, value: unknown): string {
  if (typeof value === 'boolean') return t((value ? 'field.yes' : 'field.no') satisfies TextKey);
  const prefix = WORDS_OF[name];
  const text = String(value);
  return prefix === undefined ? text : tCode(prefix, text);
}
