import { type ReactElement, useState } from "react";

/** Copies a text, and says so; where the browser refuses, the text stands beside it to be copied by hand. */
export function CopyButton(properties: {
  readonly text: string;
  readonly label: string;
  readonly className: "button" | "button-strong";
}): ReactElement {
  const { text, label, className } = properties;
  const [copied, setCopied] = useState(false);
  return (
    <button
      type="button"
      className={className}
      onClick={() =>
        void navigator.clipboard
          .writeText(text)
          .then(() => setCopied(true))
          .catch(() => undefined)
      }
    >
      {copied ? "Copied" : label}
    </button>
  );
}
