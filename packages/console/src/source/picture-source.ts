import type { Picture } from "@tocsin/sdk";

/**
 * How well what is shown holds: `connecting` before the first picture, `current`, and `lost` when nothing was heard for
 * so long that what is shown may no longer be true.
 */
export type Connection = "connecting" | "current" | "lost";

export interface SourceState {
  /** The latest picture, or the one at the playhead; null before the first. */
  readonly picture: Picture | null;
  readonly connection: Connection;
}

/**
 * Where pictures come from. Screens know nothing else of it, so that a recording looks like the live post did.
 * `state()` gives the same object until something changes.
 */
export interface PictureSource {
  subscribe(listener: () => void): () => void;
  state(): SourceState;
}
