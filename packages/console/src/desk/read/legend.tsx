import type { DeskSpeakerKind } from "@tocsin/sdk";
import type { ReactElement } from "react";
import { KIND_WORDS } from "../desk-words.ts";

const KINDS = Object.entries(KIND_WORDS) as readonly (readonly [DeskSpeakerKind, string])[];

/** Each kind of speaker has a colour and a line of its own, so that either is enough. */
export function Legend(): ReactElement {
  return (
    <ul className="legend" aria-label="Who says it" tabIndex={0}>
      {KINDS.map(([kind, words]) => (
        <li key={kind}>
          <span className="said" data-kind={kind}>
            {words}
          </span>
        </li>
      ))}
      <li>
        <span className="furniture">no part of the account</span>
      </li>
    </ul>
  );
}
