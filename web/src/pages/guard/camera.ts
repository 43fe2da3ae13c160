import { decodeQR } from 'qr/decode.js';

/** Longest side at which a frame is searched; a pass has 61 to 73 modules, each then some six pixels wide. */
const FRAME_PIXELS = 960;
const PHOTO_PIXELS = [1200, 2000, 720] as const;
const FRAME_MS = 60;
const PHOTO_MS = 3000;
const PAUSE_MS = 120;

interface Detector {
  detect(source: CanvasImageSource): Promise<readonly { rawValue: string }[]>;
}
type DetectorClass = (new (options: { formats: string[] }) => Detector) & { getSupportedFormats(): Promise<string[]> };

/** Look for a code in what a camera shows until there is one; null once `signal` ends the search. */
export async function scan(video: HTMLVideoElement, signal: AbortSignal): Promise<string | null> {
  const detector = await ownDetector();
  while (!signal.aborted) {
    const found = video.videoWidth > 0 ? await look(video, detector) : null;
    if (found !== null) return signal.aborted ? null : found;
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
  }
  return null;
}

/** The text of the code in an image, at several sizes; null when there is none. */
export async function readImage(file: Blob): Promise<string | null> {
  const bitmap = await createImageBitmap(file);
  try {
    for (const longest of PHOTO_PIXELS) {
      const found = decode(bitmap, bitmap.width, bitmap.height, longest, PHOTO_MS);
      if (found !== null) return found;
    }
    return null;
  } finally {
    bitmap.close();
  }
}

/** Open the camera that looks away from the screen. Throws what the browser says when it may not or cannot. */
export async function openCamera(): Promise<MediaStream> {
  const video = { facingMode: { ideal: 'environment' }, width: { ideal: 1920 }, height: { ideal: 1080 } };
  return navigator.mediaDevices.getUserMedia({ video, audio: false });
}

async function look(video: HTMLVideoElement, detector: Detector | null): Promise<string | null> {
  if (detector !== null) {
    const codes = await detector.detect(video).catch(() => []);
    return codes[0]?.rawValue ?? null;
  }
  return decode(video, video.videoWidth, video.videoHeight, FRAME_PIXELS, FRAME_MS);
}

/** The browser's own reader, where it has one that reads these codes. */
async function ownDetector(): Promise<Detector | null> {
  const found = (globalThis as { BarcodeDetector?: DetectorClass }).BarcodeDetector;
  if (found === undefined) return null;
  const formats = await found.getSupportedFormats().catch((): string[] => []);
  return formats.includes('qr_code') ? new found({ formats: ['qr_code'] }) : null;
}

function decode(source: CanvasImageSource, width: number, height: number, longest: number, timeLimit: number): string | null {
  const scale = Math.min(1, longest / Math.max(width, height));
  const canvas = new OffscreenCanvas(Math.max(1, Math.round(width * scale)), Math.max(1, Math.round(height * scale)));
  const pen = canvas.getContext('2d', { willReadFrequently: true });
  if (pen === null) return null;
  pen.drawImage(source, 0, 0, canvas.width, canvas.height);
  try {
    return decodeQR(pen.getImageData(0, 0, canvas.width, canvas.height), { timeLimit });
  } catch {
    return null; // no code in this one
  }
}
