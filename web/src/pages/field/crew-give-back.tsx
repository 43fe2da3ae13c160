import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { Button, Choices, Dialog } from '../../design/index.ts';
import { t } from '../../i18n/index.ts';
import type { KeptPiece } from './crew-shift.ts';
import * as crew from './crew-store.ts';

/** So many numbers are offered. */
const MOST_CHOICES = 6;

/** Own equipment goes back: how many pieces, and whether they are clean. */
export function GiveBack(props: { piece: KeptPiece; onClose: () => void }): JSX.Element {
  const { piece, onClose } = props;
  const [pieces, setPieces] = useState(piece.pieces);
  const send = async (to: 'shelf' | 'disinfection'): Promise<void> => {
    if ((await crew.act('ppe.return', piece.id, { to, pieces })) !== null) onClose();
  };
  return (
    <Dialog title={t('kept.ask', { item: piece.name })} testId="give-back-dialog" onClose={onClose}>
      <div class="stack give-back">
        {piece.pieces > 1 && (
          <Choices
            legend={t('kept.pieces')}
            name="pieces"
            options={countsOf(piece.pieces).map((each) => ({ value: String(each), label: String(each) }))}
            chosen={[String(pieces)]}
            onChange={([chosen]) => setPieces(Number(chosen))}
          />
        )}
        <p class="muted">{t('kept.lost')}</p>
        <div class="step-actions-inline">
          <Button kind="primary" wide testId="back-clean" onClick={() => void send('shelf')}>
            {t('kept.shelf')}
          </Button>
          <Button wide testId="back-disinfection" onClick={() => void send('disinfection')}>
            {t('kept.disinfection')}
          </Button>
        </div>
      </div>
    </Dialog>
  );
}

/** One, two, three … and all of them. */
export function countsOf(pieces: number): readonly number[] {
  const few = Array.from({ length: Math.min(pieces, MOST_CHOICES) - 1 }, (_, index) => index + 1);
  return [...few, pieces];
}
