import type { Mode } from "@tocsin/core";
import type { ReactElement } from "react";
import { agoText } from "../format/time.ts";
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
          {properties.notional && <span className="mode-more">, notional equipment</span>}
        </span>
      </aside>
    </>
  );
}

/** The past of a post that runs looks like nothing else: nobody may take what was for what is. */
export function PastBanner(properties: {
  readonly mode: Mode;
  readonly agoS: number;
}): ReactElement {
  const { name } = MODE_WORDS[properties.mode];
  return (
    <>
      <div className="mode-frame" data-mode="past" aria-hidden="true" />
      <aside className="mode-banner" data-mode="past" aria-label="Mode">
        <strong>The past</strong>
        <span>
          {agoText(properties.agoS)} ago
          <span className="mode-more">, as this post recorded it ({name.toLowerCase()})</span>; not
          happening now
        </span>
      </aside>
    </>
  );
}
