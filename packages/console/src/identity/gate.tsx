import { type ReactElement, type ReactNode, useEffect } from "react";
import { SignInPage } from "./sign-in-page.tsx";
import { refreshWho, useWho } from "./who.ts";

/** A server that has not said who one is is asked again this often. */
const AGAIN_MS = 2_000;

/** Shows the pages to those who may see them, and to others how to sign in. */
export function Gate({ children }: { readonly children: ReactNode }): ReactElement {
  const who = useWho();
  const known = who !== null;
  useEffect(() => {
    if (known) return;
    void refreshWho();
    const timer = setInterval(() => void refreshWho(), AGAIN_MS);
    return () => clearInterval(timer);
  }, [known]);
  if (who === null) return <p className="gate-wait soft">Connecting…</p>;
  if (who.state === "open" || who.state === "account") return <>{children}</>;
  return <SignInPage who={who} />;
}
