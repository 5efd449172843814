/** What a broken invariant throws. It is a defect of Tocsin, never of its input, and stays on in production. */
export class AssertionError extends Error {
  override readonly name = "AssertionError";
}

/** Throws {@link AssertionError} unless `condition` holds. Input errors are results, not assertions. */
export function assert(condition: boolean, message: string): asserts condition {
  if (!condition) throw new AssertionError(message);
}
