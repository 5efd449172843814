import { type ReactElement, useEffect, useRef } from "react";
import { signOut } from "./identity-client.ts";
import { Problem } from "./card.tsx";
import { useAction } from "./use-action.ts";
import { setWho, useWho } from "./who.ts";

/** In the head of every page: who one is here, or why nobody has to say so. */
export function WhoMenu(): ReactElement | null {
  const who = useWho();
  const menu = useRef<HTMLDetailsElement>(null);
  const { busy, problem, run } = useAction();
  useEffect(() => {
    const close = (event: Event): void => {
      const { current } = menu;
      if (current === null || (event.target instanceof Node && current.contains(event.target)))
        return;
      current.open = false;
    };
    const escape = (event: KeyboardEvent): void => {
      if (event.key === "Escape" && menu.current !== null) menu.current.open = false;
    };
    addEventListener("pointerdown", close);
    addEventListener("keydown", escape);
    return () => {
      removeEventListener("pointerdown", close);
      removeEventListener("keydown", escape);
    };
  }, []);
  if (who === null || (who.state !== "open" && who.state !== "account")) return null;
  return (
    <details className="who" ref={menu}>
      <summary className="button-quiet">{who.account?.name ?? "No sign-in"}</summary>
      <div className="who-menu">
        {who.account === null ? (
          <p>{who.because}</p>
        ) : (
          <>
            <p>
              Signed in as <strong>{who.account.name}</strong>
              <br />
              <span className="soft">{who.roles.join(", ")}</span>
            </p>
            <a href="#/account">My account</a>
            {who.permissions.includes("plan") ? <a href="#/plan">Plan protection</a> : null}
            {who.permissions.includes("administer") ? <a href="#/accounts">All accounts</a> : null}
            <button
              type="button"
              className="button"
              disabled={busy}
              onClick={() => run(async () => setWho(await signOut()))}
            >
              Sign out
            </button>
            <Problem text={problem} />
          </>
        )}
      </div>
    </details>
  );
}
