/** A siren's two tones, and how it swings between them: far apart enough for those who hear high tones badly. */
const LOW_HZ = 440;
const HIGH_HZ = 880;
const SWING_S = 0.6;
const TRY_S = 3;
/** Then it pauses, so that what people say to each other can be heard. */
const SOUND_S = 20;
const VIBRATION_MS = [600, 200, 600, 200, 600, 400];

export type Alarm = "take-cover" | "pre-alert" | "over";

/**
 * Sound, vibration and a screen that stays on, once the person has tapped: browsers give none of them before. A quiet chime for what
 * asks to get ready, the siren for what asks to take cover.
 */
export class AlarmSound {
  #context: AudioContext | null = null;
  #playing: OscillatorNode | null = null;
  #lock: WakeLockSentinel | null = null;
  readonly #changed: () => void;

  constructor(changed: () => void) {
    this.#changed = changed;
  }

  get isOn(): boolean {
    return this.#context?.state === "running";
  }
  get isPlaying(): boolean {
    return this.#playing !== null;
  }

  /** From within a tap. */
  async turnOn(): Promise<void> {
    this.#context ??= new AudioContext();
    this.#context.addEventListener("statechange", this.#changed);
    await this.#context.resume();
    await this.keepAwake();
    this.#changed();
  }

  /** Also to be called when the page is looked at again: the screen's lock ends when it is not. */
  async keepAwake(): Promise<void> {
    if (this.#context === null || document.visibilityState !== "visible") return;
    try {
      if (this.#lock === null || this.#lock.released)
        this.#lock = await navigator.wakeLock.request("screen");
    } catch {
      // The phone saves its battery, or knows no such lock: its screen goes dark as it would.
    }
  }

  async tryOut(): Promise<void> {
    await this.turnOn();
    this.#play(TRY_S, true);
  }

  sound(alarm: Alarm): void {
    if (alarm !== "over") vibrate(alarm === "take-cover" ? VIBRATION_MS : [300]);
    if (!this.isOn) return;
    if (alarm === "take-cover") this.#play(SOUND_S, true);
    else this.#play(alarm === "pre-alert" ? 2 : 1, false);
  }

  stop(): void {
    this.#playing?.stop();
    vibrate([0]);
  }

  #play(lastsS: number, isSiren: boolean): void {
    const context = this.#context;
    if (context === null) return;
    this.#playing?.stop();
    const tone = context.createOscillator();
    const loudness = context.createGain();
    tone.type = isSiren ? "sawtooth" : "sine";
    const beginS = context.currentTime;
    for (let i = 0; i * SWING_S < lastsS; i++) {
      const atS = beginS + i * SWING_S;
      tone.frequency.setValueAtTime(i % 2 === 0 ? LOW_HZ : HIGH_HZ, atS);
      if (isSiren)
        tone.frequency.linearRampToValueAtTime(i % 2 === 0 ? HIGH_HZ : LOW_HZ, atS + SWING_S);
    }
    loudness.gain.value = isSiren ? 0.9 : 0.4;
    tone.connect(loudness).connect(context.destination);
    tone.start();
    tone.stop(beginS + lastsS);
    tone.addEventListener("ended", () => {
      if (this.#playing === tone) this.#playing = null;
      this.#changed();
    });
    this.#playing = tone;
    this.#changed();
  }
}

/** A browser lets a page that nobody has touched yet neither vibrate nor try to. */
function vibrate(pattern: readonly number[]): void {
  if ("vibrate" in navigator && navigator.userActivation.hasBeenActive)
    navigator.vibrate([...pattern]);
}
