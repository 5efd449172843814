/**
 * Milliseconds on a clock that only goes forward, for waits on the disk. Nothing that is decided or recorded depends on
 * it: times in records come from the caller.
 */
export const monotonicMs = (): number => performance.now();
