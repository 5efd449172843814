import { useSyncExternalStore } from "react";
import type { PictureSource, SourceState } from "./picture-source.ts";

export function useSourceState(source: PictureSource): SourceState {
  return useSyncExternalStore(
    (listener) => source.subscribe(listener),
    () => source.state(),
  );
}
