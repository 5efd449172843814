import type { DeskCase, DeskExhibit } from "@tocsin/sdk";
import type { ReactElement } from "react";
import { type Asking, RowsView } from "../rows/rows-view.tsx";
import type { Desk } from "../use-desk.ts";
import { AddDialog } from "./add-dialog.tsx";
import { HandOverDialog, VerifyDialog } from "./custody-dialogs.tsx";
import { type ExhibitAsking, ExhibitRow } from "./exhibit-row.tsx";
import { LinkDialog, UnlinkDialog } from "./link-dialog.tsx";

const KEYS = { l: "link", x: "unlink", h: "hand-over", v: "verify" } as const;

/** Things and files that the case holds, each with its chain of custody and what it bears on. */
export function ExhibitsView({ desk }: { readonly desk: Desk }): ReactElement {
  const { shown } = desk;
  return (
    <RowsView
      desk={desk}
      rows={shown.exhibits}
      empty="The case holds no exhibit. Remains, pictures, sounds, logs and documents are kept here under their hashes, with who took them, through whose hands they went, and what was verified of their time and place."
      keys={KEYS}
      row={(exhibit, chosen, acts) => (
        <ExhibitRow exhibit={exhibit} shown={shown} chosen={chosen} acts={acts} />
      )}
      dialog={(what, exhibit, asking) => (
        <ExhibitDialog what={what} shown={shown} exhibit={exhibit} asking={asking} />
      )}
      add={{ words: "Add an exhibit", dialog: (asking) => <AddDialog {...asking} /> }}
    />
  );
}

function ExhibitDialog(properties: {
  readonly what: ExhibitAsking;
  readonly shown: DeskCase;
  readonly exhibit: DeskExhibit;
  readonly asking: Asking;
}): ReactElement {
  const { what, shown, exhibit, asking } = properties;
  switch (what) {
    case "link":
      return <LinkDialog shown={shown} exhibit={exhibit} {...asking} />;
    case "unlink":
      return <UnlinkDialog exhibit={exhibit} {...asking} />;
    case "hand-over":
      return <HandOverDialog exhibit={exhibit} {...asking} />;
    case "verify":
      return <VerifyDialog exhibit={exhibit} {...asking} />;
  }
}
