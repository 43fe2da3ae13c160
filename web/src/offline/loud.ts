/** How a phone calls for attention: tones and vibration, as far as it can do either. */

const RING_MS = 400;
const RINGS = 3;
const SIREN_MS = 1_600;
const ALARM_PATTERN = [600, 200, 600, 200];

let audio: AudioContext | null = null;

/** Made at the first press: browsers let no page sound before somebody touched it. */
function speaker(): AudioContext | null {
  if (typeof AudioContext !== 'function') return null;
  audio ??= new AudioContext();
  void audio.resume().catch(() => null);
  return audio;
}

/** A few short tones and a vibration: a time is over, or an answer is due. */
export function ring(): void {
  navigator.vibrate?.([300, 150, 300]);
  const sound = speaker();
  if (sound === null) return;
  for (let turn = 0; turn < RINGS; turn += 1) {
    const from = sound.currentTime + (turn * RING_MS) / 1000;
    tone(sound, [[880, from]], from, from + (RING_MS * 0.6) / 1000);
  }
}

/** A siren, as loud as the phone is set, until the function that it returns is called. */
export function startSiren(): () => void {
  const wail = (): void => {
    navigator.vibrate?.(ALARM_PATTERN);
    const sound = speaker();
    if (sound === null) return;
    const from = sound.currentTime;
    tone(sound, [[660, from], [1320, from + 0.8], [660, from + 1.6]], from, from + SIREN_MS / 1000);
  };
  wail();
  const timer = setInterval(wail, SIREN_MS);
  return () => {
    clearInterval(timer);
    navigator.vibrate?.(0);
    void audio?.suspend().catch(() => null);
  };
}

/** One tone that glides through pitches (hertz, and when by the speaker's clock in seconds). */
function tone(sound: AudioContext, pitches: readonly (readonly [number, number])[], from: number, until: number): void {
  const source = sound.createOscillator();
  const volume = sound.createGain();
  source.type = 'square';
  for (const [hertz, at] of pitches) source.frequency.linearRampToValueAtTime(hertz, at);
  volume.gain.value = 0.5;
  source.connect(volume).connect(sound.destination);
  source.start(from);
  source.stop(until);
}
