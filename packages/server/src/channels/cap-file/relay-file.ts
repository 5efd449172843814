import { mkdir } from "node:fs/promises";
import type { ChannelReceipt, OutgoingRelay } from "@tocsin/sdk";
import type { CapSender } from "./cap-alert.ts";
import { compactTime } from "./cap-time.ts";
import { buildRelayAlert } from "./relay-alert.ts";
import { writeFileAtomically } from "./write-file-atomically.ts";

/**
 * Writes an authority's message to the folder at once, beside whatever of ours waits for the disk. A CAP document is
 * written as it came, octet for octet, so that its signature holds; but only where its status means there what it means
 * at its source. Otherwise it is told in a document of our own, signed as ours, that names it and is marked as what the
 * channel carries.
 */
export async function writeRelay(
  options: CapSender & {
    readonly directory: string;
    readonly sign: (xml: string) => Promise<string>;
  },
  message: OutgoingRelay,
): Promise<ChannelReceipt> {
  const { warning } = message;
  const { text, sha256, encoding } = warning.document;
  const content =
    text !== null && goesAsItCame(message)
      ? Buffer.from(text, encoding === "utf-8" ? "utf8" : "latin1")
      : await ownDocument(options, message);
  if (content === null)
    return { outcome: "failed", detail: "it cancels what was not passed on: nothing is written" };
  // No id of a site begins with a line below: no message of ours can be taken for it.
  const name = `_official.${warning.inputId}.${compactTime(warning.sentUs)}.${sha256.slice(0, 16)}.xml`;
  await mkdir(options.directory, { recursive: true });
  await writeFileAtomically(options.directory, name, content);
  return { outcome: "sent", detail: name };
}

/** Whether an authority's document may be passed on octet for octet. */
export const goesAsItCame = ({ warning, mode }: OutgoingRelay): boolean =>
  warning.document.text !== null &&
  ((warning.status === "actual" && mode === "live") ||
    (warning.status === "exercise" && mode === "drill"));

async function ownDocument(
  options: Parameters<typeof writeRelay>[0],
  message: OutgoingRelay,
): Promise<string | null> {
  const xml = buildRelayAlert(message, options);
  return xml === null ? null : options.sign(xml);
}
