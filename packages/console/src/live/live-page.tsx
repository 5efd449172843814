import type { ReactElement } from "react";
import { Page } from "../app/page.tsx";

export function LivePage(): ReactElement {
  return (
    <Page title="Live">
      <p>Not here yet.</p>
    </Page>
  );
}
