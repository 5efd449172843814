import type { ConfigPath } from "../config-problem.ts";

/** `changed`: makes no difference to whether, when and how people are warned. */
export type ChangeDirection = "lowered" | "raised" | "changed";

/** One thing that two site files say differently. */
export interface ProtectionChange {
  /** In the later file; in the earlier one for what is no longer there. */
  readonly path: ConfigPath;
  /** The same in words: `areas.hospital.buffer_m`. */
  readonly where: string;
  readonly direction: ChangeDirection;
  /** As the files have it; undefined where a file does not have it at all. */
  readonly before: unknown;
  readonly after: unknown;
  /** What it means for people, in one plain sentence. */
  readonly statement: string;
}
