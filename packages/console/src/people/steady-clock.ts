/** What a clock that goes on while a phone sleeps is made of. */
export interface ClockPorts {
  /** Of the browser: on some phones it stands still while they sleep. */
  readonly steadyMs: () => number;
  readonly wallMs: () => number;
}

/** The wall clock may be set a little at any time; a leap of more is a sleep, or a clock that was set. */
const LEAP_MS = 2_000;

/**
 * Milliseconds that only go forward and count a phone's sleep. Where the wall clock leaps ahead of the steady one, that time is taken to
 * have passed: at worst something is taken to have expired that has not, and is fetched again at once, which `leapt` is for.
 */
export function sleeplessClock({ steadyMs, wallMs }: ClockPorts, leapt: () => void): () => number {
  let [steady, wall, addedMs] = [steadyMs(), wallMs(), 0];
  return () => {
    const [nextSteady, nextWall] = [steadyMs(), wallMs()];
    const leapMs = nextWall - wall - (nextSteady - steady);
    [steady, wall] = [nextSteady, nextWall];
    if (leapMs > LEAP_MS) {
      addedMs += leapMs;
      leapt();
    }
    return nextSteady + addedMs;
  };
}
