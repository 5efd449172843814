import { type DeskCase, type DeskExhibit, linkTargetKey } from "@tocsin/sdk";
import type { ReactElement } from "react";
import { DIGITS, KeyChoices } from "../act/key-choices.tsx";
import { UNLINK_REASON } from "../desk-words.ts";
import { PickDialog } from "../findings/pick-dialog.tsx";
import type { Asking } from "../rows/rows-view.tsx";
import { linkOptions } from "./link-options.ts";

const LINK_REASON = "it shows what is said there";

/** Chooses what an exhibit bears on. */
export function LinkDialog(
  properties: Asking & { readonly shown: DeskCase; readonly exhibit: DeskExhibit },
): ReactElement {
  const { shown, exhibit, onDone, onClose } = properties;
  const { id, kind, note } = exhibit;
  return (
    <PickDialog
      title="What does it bear on?"
      about={`${id}: ${note === "" ? kind : note}`}
      optionsOf={(wanted) => linkOptions(shown, exhibit, wanted)}
      why={{ label: `Why (if not: ${LINK_REASON})`, otherwise: LINK_REASON }}
      onPick={(to, reason) => onDone({ kind: "link-exhibit", exhibitId: id, to, reason })}
      onClose={onClose}
    />
  );
}

/** Chooses by a digit which link does not hold. */
export function UnlinkDialog({
  exhibit,
  onDone,
  onClose,
}: Asking & { readonly exhibit: DeskExhibit }): ReactElement {
  const links = exhibit.links.slice(0, DIGITS.length);
  return (
    <KeyChoices
      title="Which link does not hold?"
      about={`${exhibit.id}: that it was linked stays in the record.`}
      empty="It is linked to nothing."
      groups={[
        {
          title: "",
          choices: links.map(({ to, says, reason }, i) => ({
            key: DIGITS[i] ?? linkTargetKey(to),
            text: says,
            beside: reason,
            reason: UNLINK_REASON,
          })),
        },
      ]}
      onChoose={(key, reason) => {
        const link = links[DIGITS.findIndex((digit) => digit === key)];
        if (link !== undefined)
          onDone({ kind: "unlink-exhibit", exhibitId: exhibit.id, to: link.to, reason });
      }}
      onClose={onClose}
    />
  );
}
