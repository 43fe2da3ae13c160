import type { JSX } from 'preact';
import { Button } from '../../design/index.ts';
import { t, type TextKey } from '../../i18n/index.ts';
import { HandOverScreen } from './crew-hand-over.tsx';
import { HelpScreen } from './crew-help.tsx';
import { ShiftScreen } from './crew-screen.tsx';
import { TrackScreen } from './crew-track.tsx';
import { InstallButton } from './install.tsx';
import { showPage } from './place.ts';
import { PositionScreen } from './position-page.tsx';
import { QueueScreen } from './queue-screen.tsx';

/** A page beside the jobs: its name in the address, its entry in the menu, what it shows. */
interface FieldPage {
  readonly name: string;
  readonly title: TextKey;
  readonly Screen: () => JSX.Element;
  /** Reached from elsewhere, such as a job. */
  readonly hidden?: boolean;
}

/** Every page beside the jobs, in the menu's order; a new one is one line here. */
export const FIELD_PAGES: readonly FieldPage[] = [
  { name: 'shift', title: 'shift.title', Screen: ShiftScreen },
  { name: 'help', title: 'help.title', Screen: HelpScreen },
  { name: 'track', title: 'track.title', Screen: TrackScreen },
  { name: 'position', title: 'position.title', Screen: PositionScreen },
  { name: 'queue', title: 'field.queue.menu', Screen: QueueScreen },
  { name: 'hand-over', title: 'hand_over.title', Screen: HandOverScreen, hidden: true },
];

/** The ways on from the menu in the corner. */
export function FieldMenu(): JSX.Element {
  return (
    <>
      {FIELD_PAGES.filter((page) => !page.hidden).map((page) => (
        <Button key={page.name} wide testId={`menu-${page.name}`} onClick={() => showPage(page.name)}>
          {t(page.title)}
        </Button>
      ))}
      <InstallButton />
    </>
  );
}
