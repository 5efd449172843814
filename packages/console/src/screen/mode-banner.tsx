import type { Mode } from "@tocsin/core";
import type { ReactElement } from "react";
import { MODE_WORDS } from "../format/words.ts";

/**
 * What kind of truth the screen shows, said three ways: the colour and the pattern of a frame around everything, and
 * words along its upper edge. Nobody may take a drill for the real thing, or the real thing for a drill.
 */
export function ModeBanner(properties: {
  readonly mode: Mode;
  readonly notional: boolean;
}): ReactElement {
  const { name, says } = MODE_WORDS[properties.mode];
  return (
    <>
      <div className="mode-frame" data-mode={properties.mode} aria-hidden="true" />
      <aside className="mode-banner" data-mode={properties.mode} aria-label="Mode">
        <strong>{name}</strong>
        <span>
          {says}
          {properties.notional ? ", notional equipment" : ""}
        </span>
      </aside>
    </>
  );
}
