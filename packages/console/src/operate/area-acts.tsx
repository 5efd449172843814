import { type ReactElement, useState } from "react";
import { useScreen } from "../screen/screen-model.ts";
import { ActDialog } from "./act-dialog.tsx";
import { type Act, actsOfArea, raise, searched, withdrawal } from "./acts.ts";
import { type PresentOperations, usePresent, useRights } from "./use-operations.ts";

/** The present as the screen shows it, for who may act on it; null while the screen shows the past: that says nothing of now. */
export function useActable(): PresentOperations | null {
  const present = usePresent();
  const { mayOperate } = useRights();
  const { seek } = useScreen();
  return mayOperate && seek === null ? present : null;
}

/** On an area's card: what is most likely needed at once, and the way to everything else. */
export function AreaActs(properties: {
  readonly areaId: string;
  readonly name: string;
  readonly stage: "pre-alert" | "take-cover" | null;
  /** Something comes, and people are not told of it. */
  readonly untold: boolean;
}): ReactElement | null {
  const { areaId, name, stage, untold } = properties;
  const present = useActable();
  const [acts, open] = useState<readonly Act[] | null>(null);
  if (present === null) return null;
  const area = present.operations.areas.find(({ id }) => id === areaId);
  const sweepNeeded = area?.sweepNeeded ?? false;
  const inhibited = (area?.inhibitedUntilUs ?? null) !== null;
  return (
    <div className="area-acts">
      {untold && (
        <button
          type="button"
          className="button-strong"
          aria-label={`Tell people to take cover, ${name}`}
          onClick={() => open([raise(areaId, "take-cover")])}
        >
          Tell people to take cover
        </button>
      )}
      {stage !== null && (
        <button
          type="button"
          className="button"
          aria-label={`Withdraw this warning, ${name}`}
          onClick={() => open([withdrawal(areaId)])}
        >
          Withdraw this warning
        </button>
      )}
      {sweepNeeded && (
        <button type="button" className="button" onClick={() => open([searched(areaId)])}>
          Searched: it is clear
        </button>
      )}
      <button
        type="button"
        className="button"
        aria-label={`Act, ${name}`}
        onClick={() => open(actsOfArea(areaId, { stage, inhibited, sweepNeeded }))}
      >
        {stage === null ? "Act…" : "More…"}
      </button>
      {acts !== null && (
        <ActDialog place={name} areaId={areaId} acts={acts} onClose={() => open(null)} />
      )}
    </div>
  );
}
