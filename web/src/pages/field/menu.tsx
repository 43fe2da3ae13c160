import type { JSX } from 'preact';
import { Button } from '../../design/index.ts';
import { t, type TextKey } from '../../i18n/index.ts';
import { InstallButton } from './install.tsx';
import { showPage } from './place.ts';
import { QueueScreen } from './queue-screen.tsx';

/** A page beside the jobs: its name in the address, its entry in the menu, what it shows. */
interface FieldPage {
  readonly name: string;
  readonly title: TextKey;
  readonly Screen: () => JSX.Element;
}

/** Every page beside the jobs, in the menu's order; a new one is one line here. */
export const FIELD_PAGES: readonly FieldPage[] = [{ name: 'queue', title: 'field.queue.menu', Screen: QueueScreen }];

/** The ways on from the menu in the corner. */
export function FieldMenu(): JSX.Element {
  return (
    <>
      {FIELD_PAGES.map((page) => (
        <Button key={page.name} wide testId={`menu-${page.name}`} onClick={() => showPage(page.name)}>
          {t(page.title)}
        </Button>
      ))}
      <InstallButton />
    </>
  );
}
