import { createHash } from "node:crypto";
import type { OfficialArea, OfficialSignature, OfficialWarning } from "@tocsin/core";
import type { CapInputConfig, OfficialPlacement } from "@tocsin/sdk";
import type { CapAlert } from "./decode/decode-cap.ts";
import type { DocumentText } from "./decode/read-text.ts";

export interface WarningContext {
  readonly input: Pick<CapInputConfig, "id" | "source" | "threats">;
  readonly place: (areas: readonly OfficialArea[]) => OfficialPlacement;
  readonly octets: Uint8Array;
  readonly document: DocumentText;
  readonly signature: OfficialSignature;
}

/** An alert with what the site file knows of it: whose it is, whom it concerns, whether it tells of threats from the air. */
export function toWarning(alert: CapAlert, context: WarningContext): OfficialWarning {
  const { input, place, octets, document } = context;
  return {
    ...alert,
    inputId: input.id,
    source: input.source,
    ...place(alert.infos.flatMap(({ areas }) => areas)),
    airThreat: isThreat(alert, input.threats),
    signature: context.signature,
    document: {
      octets: octets.length,
      sha256: createHash("sha256").update(octets).digest("hex"),
      text: document.text,
      encoding: document.encoding,
    },
  };
}

const plain = (text: string): string => text.trim().toLowerCase();

function isThreat({ infos }: CapAlert, threats: readonly string[] | undefined): boolean {
  if (threats === undefined) return true;
  const wanted = new Set(threats.map(plain));
  return infos.some(
    ({ event, eventCodes }) =>
      wanted.has(plain(event)) || eventCodes.some(({ value }) => wanted.has(plain(value))),
  );
}
