import type { ShownDrill } from "@tocsin/sdk";
import { type ReactElement, useState } from "react";
import { postJson } from "../api/api-client.ts";
import { Problem } from "../identity/card.tsx";
import { useAction } from "../identity/use-action.ts";
import { Why } from "../operate/act-fields.tsx";
import { Dialog } from "../operate/dialog.tsx";

const REASONS = ["It is enough", "Something real may be coming", "It was misunderstood"];

/** Whoever is on duty ends an exercise; why is asked, since the record keeps it. */
export function EndDrillDialog(properties: {
  readonly drill: ShownDrill;
  readonly onClose: () => void;
}): ReactElement {
  const { drill, onClose } = properties;
  const [reason, setReason] = useState("");
  const { busy, problem, run } = useAction();
  const end = (): void =>
    run(async () => {
      await postJson<ShownDrill>("/api/drill/stop", { reason: reason.trim() });
      onClose();
    });
  return (
    <Dialog title="End the exercise?" about={drill.title} onClose={onClose}>
      <form
        className="act-form"
        onSubmit={(event) => {
          event.preventDefault();
          end();
        }}
      >
        <p>Everybody who was told something in it is told at once that it is over.</p>
        <Why reasons={REASONS} onChange={setReason} />
        <Problem text={problem} />
        <button type="submit" className="button-strong" disabled={busy || reason.trim().length < 3}>
          End it now
        </button>
      </form>
    </Dialog>
  );
}
