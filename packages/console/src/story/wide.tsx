import type { ReactElement, ReactNode } from "react";
import { TopBar } from "../app/top-bar.tsx";

/** A page for two columns side by side, under the same head as every other. */
export function Wide({ children }: { readonly children: ReactNode }): ReactElement {
  return (
    <div className="page">
      <TopBar />
      <main className="wide-body">{children}</main>
    </div>
  );
}
