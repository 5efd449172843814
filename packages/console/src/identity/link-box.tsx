import type { AccountWithLink } from "@tocsin/sdk";
import type { ReactElement } from "react";
import { CopyButton } from "../app/copy-button.tsx";
import { momentText } from "../format/time.ts";

/** The link of a new account: shown once, to be handed over. */
export function LinkBox(properties: {
  readonly made: AccountWithLink;
  readonly onClose: () => void;
}): ReactElement {
  const { made, onClose } = properties;
  const address = `${location.origin}/${made.link.path}`;
  const until = momentText(made.link.expiresUs);
  return (
    <section className="link-box" aria-label={`Link for ${made.account.name}`}>
      <h2>Hand this link to {made.account.name}, and to nobody else</h2>
      <p className="soft">
        Whoever opens it chooses the password of this account. It works once, until {until}, and is
        not shown again.
      </p>
      <code className="link-text">{address}</code>
      <div className="button-row">
        <CopyButton text={address} label="Copy the link" className="button-strong" />
        <button type="button" className="button" onClick={onClose}>
          Done
        </button>
      </div>
    </section>
  );
}
