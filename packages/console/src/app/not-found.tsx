import type { ReactElement } from "react";
import { Page } from "./page.tsx";

export function NotFound({ path }: { readonly path: string }): ReactElement {
  return (
    <Page title="Nothing here">
      <p>
        There is no page <code>{path}</code>. <a href="#/">All recordings</a>
      </p>
    </Page>
  );
}
