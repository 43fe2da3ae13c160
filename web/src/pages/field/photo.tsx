import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { t } from '../../i18n/index.ts';
import { Confirm, type AnswerProps } from './confirm.tsx';

const LONGEST_SIDE = 640;
const QUALITY = 0.6;

/** A photo from the camera, made small enough to travel inside its answer. */
export function PhotoAnswer(props: AnswerProps): JSX.Element {
  const [taken, setTaken] = useState<string | null>(null);
  const take = async (file: File | undefined): Promise<void> => {
    if (file !== undefined) setTaken(await shrink(file));
  };
  return props.children(
    <div class="stack-tight">
      <input
        type="file"
        class="control"
        accept="image/*"
        capture="environment"
        aria-label={t('item.photo')}
        onChange={(event) => void take((event.target as HTMLInputElement).files?.[0])}
      />
      {taken !== null && <img class="photo" src={taken} alt={props.item.label} />}
    </div>,
    <Confirm disabled={taken === null} onClick={() => props.onAnswer(taken)} />,
  );
}

async function shrink(file: File): Promise<string> {
  const image = await createImageBitmap(file);
  const scale = Math.min(1, LONGEST_SIDE / Math.max(image.width, image.height));
  const canvas = document.createElement('canvas');
  canvas.width = Math.round(image.width * scale);
  canvas.height = Math.round(image.height * scale);
  canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height);
  return canvas.toDataURL('image/jpeg', QUALITY);
}
