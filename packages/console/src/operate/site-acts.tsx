import { type ReactElement, useState } from "react";
import { DrillDialog } from "../drill/drill-dialog.tsx";
import { usePicture, useScreen } from "../screen/screen-model.ts";
import { ActDialog } from "./act-dialog.tsx";
import { actsOfSite } from "./acts.ts";
import { useActable } from "./area-acts.tsx";
import { usePostTimeUs, usePresent } from "./use-operations.ts";

/** What can be done for the whole site: orders for whoever may give them, and an exercise, of which everybody sees who may begin it. */
export function SiteActs({ name }: { readonly name: string }): ReactElement | null {
  const present = usePresent();
  const { seek } = useScreen();
  if (present === null || seek !== null) return null;
  return (
    <div className="site-acts">
      <Orders name={name} />
      <Exercise />
    </div>
  );
}

function Orders({ name }: { readonly name: string }): ReactElement | null {
  const present = useActable();
  const [isOpen, setOpen] = useState(false);
  if (present === null) return null;
  const { automation, posture } = present.operations;
  return (
    <>
      <button type="button" className="button" onClick={() => setOpen(true)}>
        Act for the whole site…
      </button>
      {isOpen && (
        <ActDialog
          place={name}
          areaId={null}
          acts={actsOfSite({ automation, heightened: posture.level === "heightened" })}
          onClose={() => setOpen(false)}
        />
      )}
    </>
  );
}

/** While one runs, and where all is an exercise already, there is none to begin. */
function Exercise(): ReactElement | null {
  const { detail, timeZone } = useScreen();
  const { drill, mode } = usePicture();
  const nowUs = usePostTimeUs(usePresent()?.timeUs ?? 0);
  const [isOpen, setOpen] = useState(false);
  const runs = drill !== undefined && drill.state !== "ended";
  if ((runs && !isOpen) || mode === "drill" || mode === "simulation") return null;
  return (
    <>
      <button type="button" className="button" onClick={() => setOpen(true)}>
        Exercise…
      </button>
      {isOpen && (
        <DrillDialog
          detail={detail}
          timeZone={timeZone}
          nowUs={nowUs}
          onClose={() => setOpen(false)}
        />
      )}
    </>
  );
}
