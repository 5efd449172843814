import type { ServiceTokenWithSecret } from "@tocsin/sdk";
import type { ReactElement } from "react";
import { CopyButton } from "../app/copy-button.tsx";

/** The secret of a new token: shown once. */
export function SecretBox(properties: {
  readonly made: ServiceTokenWithSecret;
  readonly onClose: () => void;
}): ReactElement {
  const { token, secret } = properties.made;
  return (
    <section className="link-box" aria-label={`Token of ${token.name}`}>
      <h2>Give this token to {token.name} now</h2>
      <p className="soft">
        It is not shown again, and nobody can read it here later. The program sends it as{" "}
        <code>Authorization: Bearer …</code>; Prometheus takes it as <code>credentials</code>.
      </p>
      <code className="link-text">{secret}</code>
      <div className="button-row">
        <CopyButton text={secret} label="Copy the token" className="button-strong" />
        <button type="button" className="button" onClick={properties.onClose}>
          Done
        </button>
      </div>
    </section>
  );
}
