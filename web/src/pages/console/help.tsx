import type { JSX } from 'preact';
import { Dialog } from '../../design/index.ts';
import { t, type TextKey } from '../../i18n/index.ts';

const KEYS: readonly (readonly [string, TextKey])[] = [
  ['/', 'keys.search'],
  ['j k', 'keys.move'],
  ['Enter', 'keys.open'],
  ['x', 'keys.mark'],
  ['J K', 'keys.candidate'],
  ['a', 'keys.assign'],
  ['g', 'keys.group'],
  ['Ctrl Z', 'keys.undo'],
  ['n', 'keys.new'],
  ['f', 'keys.fit'],
  ['r', 'keys.roads'],
  ['p', 'keys.plan'],
  ['P', 'keys.plan_make'],
  ['c', 'keys.plan_commit'],
  ['w', 'keys.plan_why'],
  ['Esc', 'keys.escape'],
  ['?', 'keys.help'],
];

export function Help(props: { onClose: () => void }): JSX.Element {
  return (
    <Dialog title={t('console.help')} onClose={props.onClose}>
      <dl class="key-list">
        {KEYS.map(([keys, text]) => (
          <div key={keys}>
            <dt>
              {keys.split(' ').map((key) => (
                <kbd key={key}>{key}</kbd>
              ))}
            </dt>
            <dd>{t(text)}</dd>
          </div>
        ))}
      </dl>
    </Dialog>
  );
}
