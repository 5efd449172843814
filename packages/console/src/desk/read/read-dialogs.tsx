import type { DeskAccount, DeskAction, DeskCase, DeskClaim } from "@tocsin/sdk";
import type { ReactElement } from "react";
import { AttributeDialog } from "../act/attribute-dialog.tsx";
import { ClaimDialog, type Place, valuesOf } from "../act/claim-dialog.tsx";
import { EditDialog } from "../act/edit-dialog.tsx";
import { GradeDialog } from "../act/grade-dialog.tsx";
import { LiftDialog } from "../act/lift-dialog.tsx";
import { MergeDialog } from "../act/merge-dialog.tsx";
import { OriginDialog } from "../act/origin-dialog.tsx";
import { RejectDialog } from "../act/reject-dialog.tsx";
import { speakersNear } from "../act/speakers-near.ts";
import { MoreDialog } from "../act/more-dialog.tsx";
import { WeighDialog } from "../act/weigh-dialog.tsx";
import { ATTRIBUTE_REASON } from "../desk-words.ts";
import type { ReadActs } from "./read-acts.ts";

/** What a person is asked before something is done; null: nothing. */
export type Asking =
  | "reject"
  | "attribute"
  | "edit"
  | "grade"
  | "origin"
  | "merge"
  | "weigh"
  | "lift"
  | "more"
  | { readonly place: Place }
  | null;

interface Properties {
  readonly shown: DeskCase;
  readonly account: DeskAccount;
  readonly text: string | null;
  readonly chosen: DeskClaim | null;
  readonly asking: Asking;
  readonly acts: ReadActs;
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
  if (asking === "lift")
    return (
      <LiftDialog
        account={properties.account}
        text={properties.text ?? ""}
        lifted={shown.lifted}
        near={chosen?.span.start ?? 0}
        onLift={onDone}
        onClose={onClose}
      />
    );
  if (chosen === null) return null;
  if (asking === "more")
    return <MoreDialog claim={chosen} acts={properties.acts} onClose={onClose} />;
  const own = { claim: chosen, onClose };
  if (asking === "grade") return <GradeDialog {...own} onGrade={onDone} />;
  if (asking === "origin") return <OriginDialog {...own} shown={shown} onDecide={onDone} />;
  if (asking === "merge") return <MergeDialog {...own} claims={shown.claims} onMerge={onDone} />;
  if (asking === "weigh")
    return <WeighDialog {...own} hypotheses={shown.hypotheses} onWeigh={onDone} />;
  return <ClaimDialogs {...properties} chosen={chosen} asking={asking} />;
}

/** What is asked of a chosen claim itself. */
function ClaimDialogs(
  properties: Properties & {
    readonly chosen: DeskClaim;
    readonly asking: "reject" | "attribute" | "edit";
  },
): ReactElement {
  const { shown, chosen, asking, onClose, onDone } = properties;
  const { id: claimId, accountId, span, says, speaker } = chosen;
  if (asking === "edit")
    return (
      <EditDialog
        claim={chosen}
        mainEvent={shown.mainEvent}
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
