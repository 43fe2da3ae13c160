import type { JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { t } from '../i18n/index.ts';
import { Confirm, type AnswerProps } from './confirm.tsx';

const LONGEST_SIDE = 1600;
const QUALITY = 0.8;

/**
 * A photo from the camera, drawn anew: smaller, and without what the camera wrote about place and time.
 *
 * The answer names its hash; the bytes follow by themselves.
 */
export function PhotoAnswer(props: AnswerProps): JSX.Element {
  const [taken, setTaken] = useState<Blob | null>(null);
  const [shown, setShown] = useState<string | null>(null);
  useEffect(() => {
    if (taken === null) return undefined;
    const url = URL.createObjectURL(taken);
    setShown(url);
    return () => URL.revokeObjectURL(url);
  }, [taken]);
  const take = async (file: File | undefined): Promise<void> => {
    if (file !== undefined) setTaken(await drawnAnew(file));
  };
  const answer = async (): Promise<boolean> => {
    const name = taken && (await props.keepPhoto(taken));
    if (name !== null) props.onAnswer(name);
    return name !== null;
  };
  return props.children(
    <div class="stack-tight">
      <label class="photo-button" data-taken={taken !== null}>
        <span>{t(taken === null ? 'item.photo' : 'item.photo_again')}</span>
        <input
          type="file"
          class="visually-hidden"
          accept="image/*"
          capture="environment"
          onChange={(event) => void take((event.target as HTMLInputElement).files?.[0])}
        />
      </label>
      {shown !== null && <img class="photo" src={shown} alt={props.item.label} />}
    </div>,
    <Confirm disabled={taken === null} onClick={answer} />,
  );
}

async function drawnAnew(file: File): Promise<Blob | null> {
  const image = await createImageBitmap(file);
  const scale = Math.min(1, LONGEST_SIDE / Math.max(image.width, image.height));
  const canvas = document.createElement('canvas');
  canvas.width = Math.round(image.width * scale);
  canvas.height = Math.round(image.height * scale);
  canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height);
  return new Promise((resolve) => canvas.toBlob(resolve, 'image/jpeg', QUALITY));
}
