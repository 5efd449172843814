import type { AccountWithLink } from "@tocsin/sdk";
import { type ReactElement, useState } from "react";

const WHEN = new Intl.DateTimeFormat(undefined, { dateStyle: "medium", timeStyle: "short" });

/** The link of a new account: shown once, to be handed over. */
export function LinkBox(properties: {
  readonly made: AccountWithLink;
  readonly onClose: () => void;
}): ReactElement {
  const { made, onClose } = properties;
  const [copied, setCopied] = useState(false);
  const address = `${location.origin}/${made.link.path}`;
  const until = WHEN.format(made.link.expiresUs / 1000);
  const copy = async (): Promise<void> => {
    await navigator.clipboard.writeText(address);
    setCopied(true);
  };
  return (
    <section className="link-box" aria-label={`Link for ${made.account.name}`}>
      <h2>Hand this link to {made.account.name}, and to nobody else</h2>
      <p className="soft">
        Whoever opens it chooses the password of this account. It works once, until {until}, and is
        not shown again.
      </p>
      <code className="link-text">{address}</code>
      <div className="button-row">
        <button
          type="button"
          className="button-strong"
          onClick={() => void copy().catch(() => undefined)}
        >
          {copied ? "Copied" : "Copy the link"}
        </button>
        <button type="button" className="button" onClick={onClose}>
          Done
        </button>
      </div>
    </section>
  );
}
