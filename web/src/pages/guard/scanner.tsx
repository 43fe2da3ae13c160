import type { JSX } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { Button, Notice } from '../../design/index.ts';
import { t } from '../../i18n/index.ts';
import { openCamera, scan } from './camera.ts';

/** The camera's picture with a frame to hold the code in; ends with the first code. */
export function Scanner(props: { onFound: (text: string) => void; onStop: () => void }): JSX.Element {
  const video = useRef<HTMLVideoElement>(null);
  const [refused, setRefused] = useState(false);
  const { onFound } = props;
  useEffect(() => {
    const ending = new AbortController();
    void watch(video.current, ending.signal)
      .then((found) => found !== null && onFound(found))
      .catch(() => !ending.signal.aborted && setRefused(true));
    return () => ending.abort();
  }, [onFound]);
  return (
    <div class="guard-camera" data-testid="guard-camera">
      {refused ? (
        <Notice tone="warn" title={t('guard.no_camera')} testId="no-camera">
          {t('guard.no_camera_hint')}
        </Notice>
      ) : (
        <div class="guard-frame">
          <video ref={video} playsInline muted aria-label={t('guard.scanning')} />
          <p role="status">{t('guard.scanning')}</p>
        </div>
      )}
      <Button wide onClick={props.onStop} testId="stop-scan">
        {t('guard.scan_stop')}
      </Button>
    </div>
  );
}

/** Open the camera, look until a code is there or the search ends, and give the camera back. */
async function watch(video: HTMLVideoElement | null, signal: AbortSignal): Promise<string | null> {
  if (video === null) return null;
  const stream = await openCamera();
  const light = await navigator.wakeLock?.request('screen').catch(() => null);
  try {
    if (signal.aborted) return null;
    video.srcObject = stream;
    await video.play();
    return await scan(video, signal);
  } finally {
    stream.getTracks().forEach((track) => track.stop());
    video.srcObject = null;
    await light?.release();
  }
}
