import type { ReactElement } from "react";
import { Card } from "../identity/card.tsx";
import { DeskView } from "./desk-view.tsx";
import { useDesk } from "./use-desk.ts";
import { useDeskRoute } from "./desk-route.ts";

/** The desk of one case, once this window is let in. */
export function DeskPage(): ReactElement {
  const route = useDeskRoute();
  const desk = useDesk(route);
  if (desk === "loading") return <p className="gate-wait">Reading the case …</p>;
  if ("why" in desk)
    return (
      <Card title="The desk is not open here">
        <p>{desk.why}</p>
        <p className="soft">
          Open the address that <code>tocsin case desk</code> printed last. Each lets one window in,
          once, and none outlives the command.
        </p>
      </Card>
    );
  return <DeskView desk={desk} route={route} />;
}
