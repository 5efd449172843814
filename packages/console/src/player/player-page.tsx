import type { ReactElement } from "react";
import { Page } from "../app/page.tsx";

export function PlayerPage({
  id,
}: {
  readonly id: string;
  readonly atUs: number | null;
  readonly decision: number | null;
}): ReactElement {
  return (
    <Page title={id}>
      <p>Not here yet.</p>
    </Page>
  );
}
