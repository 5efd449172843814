/**
 * Milliseconds since 1970 as this machine's clock has them now: what a push service is told has to hold by its own clock, also after ours was
 * put right. Nothing that is decided or recorded depends on it.
 */
export const wallMs = (): number => Date.now();
