import type { WhoAmI } from "@tocsin/sdk";
import type { ReactElement } from "react";
import { Problem } from "./card.tsx";
import { beginAtProvider } from "./identity-client.ts";
import { useAction } from "./use-action.ts";

/** Leads to the site's own sign-in service. Where that is out of reach, the form below works as before. */
export function ProviderButton({
  provider,
}: {
  readonly provider: NonNullable<WhoAmI["provider"]>;
}): ReactElement {
  const { busy, problem, run } = useAction();
  const leave = (): void =>
    run(async () => window.location.assign((await beginAtProvider()).address));
  return (
    <section className="form provider">
      <button type="button" className="button-strong" disabled={busy} onClick={leave}>
        {busy ? "Asking…" : provider.label}
      </button>
      {provider.reachable || problem !== null ? null : (
        <p className="soft small">It could not be reached at the last attempt.</p>
      )}
      <Problem text={problem} />
      <p className="provider-or soft small">or with an account of this post</p>
    </section>
  );
}
