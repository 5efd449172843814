import type { ReactElement } from "react";
import type { Remote } from "../api/use-remote.ts";

/** What stands in the place of something that is read from a record, while it is not here. */
export function Unread({
  state,
}: {
  readonly state: Exclude<Remote<unknown>, { state: "ready" }>;
}): ReactElement {
  return state.state === "failed" ? (
    <p role="alert">{state.message}</p>
  ) : (
    <p className="soft">Reading the record…</p>
  );
}
