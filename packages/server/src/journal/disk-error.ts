/** The system's code of a disk error, such as `EIO`; `UNKNOWN` for anything that carries none. */
export function diskErrorCode(error: unknown): string {
  if (typeof error !== "object" || error === null || !("code" in error)) return "UNKNOWN";
  return typeof error.code === "string" ? error.code : "UNKNOWN";
}

/** A disk error in words for a fault. */
export const describeDiskError = (error: unknown): string =>
  error instanceof Error ? error.message : `disk error ${diskErrorCode(error)}`;
