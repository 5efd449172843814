import type { DeskAction, DeskCase, DeskClaim } from "@tocsin/sdk";
import type { ReactElement } from "react";
import { AttributeDialog } from "../act/attribute-dialog.tsx";
import { ClaimDialog, type Place, valuesOf } from "../act/claim-dialog.tsx";
import { EditDialog } from "../act/edit-dialog.tsx";
import { RejectDialog } from "../act/reject-dialog.tsx";
import { speakersNear } from "../act/speakers-near.ts";
import { ATTRIBUTE_REASON } from "../desk-words.ts";

/** What a person is asked before something is done; null: nothing. */
export type Asking = "reject" | "attribute" | "edit" | { readonly place: Place } | null;

interface Properties {
  readonly shown: DeskCase;
  readonly chosen: DeskClaim | null;
  readonly asking: Asking;
  readonly onClose: () => void;
  readonly onDone: (action: DeskAction, words: string) => void;
}

export function ReadDialogs(properties: Properties): ReactElement | null {
  const { shown, chosen, asking, onClose, onDone } = properties;
  if (asking === null) return null;
  if (typeof asking === "object")
    return (
      <ClaimDialog
        shown={shown}
        place={asking.place}
        onClose={onClose}
        onClaim={(claim) => onDone(claim, "Claimed.")}
      />
    );
  if (chosen === null) return null;
  const { id: claimId, accountId, span, says, speaker } = chosen;
  if (asking === "edit")
    return (
      <EditDialog
        claim={chosen}
        values={valuesOf(shown, chosen.predicate)}
        onClose={onClose}
        onEdit={(edit) => onDone(edit, "Saved.")}
      />
    );
  if (asking === "reject")
    return (
      <RejectDialog
        about={`${says} – ${speaker}`}
        onClose={onClose}
        onReject={(reason) =>
          onDone({ kind: "decide", claimId, verdict: "reject", reason }, "Rejected.")
        }
      />
    );
  return (
    <AttributeDialog
      about={`${says}, now: ${speaker}`}
      speakers={speakersNear(shown.claims, { accountId, start: span.start })}
      kinds={shown.speakerKinds}
      onClose={onClose}
      onAttribute={({ name, kind }) =>
        onDone(
          {
            kind: "attribute",
            claimId,
            speaker: name,
            speakerKind: kind,
            reason: ATTRIBUTE_REASON,
          },
          `Said by ${name}.`,
        )
      }
    />
  );
}
