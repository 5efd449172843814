import { readFileSync } from "node:fs";
import { access, constants } from "node:fs/promises";
import type { ChannelConfig, SiteConfig } from "@tocsin/sdk";
import { certificateTrouble } from "../../authority/certificate-trouble.ts";
import { SystemClock } from "../../pipeline/system-clock.ts";
import { isLoopback } from "../../http/identity/guard.ts";
import { nearestFolder } from "./check-disk.ts";
import { type Finding, findingsOf, wordsOf } from "./finding.ts";

const channels = findingsOf("channels");
type PeopleChannel = Extract<ChannelConfig, { type: "people" }>;

/** Whether a warning of the site's mode has somewhere to go, and can get there. */
export async function checkChannels(config: SiteConfig): Promise<readonly Finding[]> {
  const { mode } = config;
  const findings = await Promise.all(
    config.channels.map(async (channel): Promise<Finding> => {
      const carries = channel.modes.includes(mode) ? "" : `; carries nothing of mode ${mode}`;
      if (channel.type === "log")
        return channels.ok(channel.id, `prints warnings of ${channel.modes.join(", ")}${carries}`);
      if (channel.type === "people")
        return certificateFinding(channel) ?? pageFinding(channel, carries);
      if (channel.type !== "cap-file")
        return channels.unknown(
          channel.id,
          `connects when the post runs${carries}`,
          "Its receipts say whether a warning was taken.",
        );
      try {
        await access(nearestFolder(channel.directory), constants.W_OK);
        return channels.ok(channel.id, `${channel.directory} can be written${carries}`);
      } catch (error) {
        return channels.broken(
          channel.id,
          wordsOf(error),
          "Let the user that runs Tocsin write there.",
        );
      }
    }),
  );
  const carried = config.channels.some((channel) => channel.modes.includes(mode));
  if (!carried) {
    const missing = mode === "live" ? channels.broken : channels.warning;
    findings.push(
      missing(
        "channels",
        `no channel carries warnings of mode ${mode}: they would be recorded and not sent`,
        `Add a channel with modes: [${mode}].`,
      ),
    );
  }
  if (!config.automation)
    findings.push(
      channels.warning(
        "automation",
        "it is off: no warning is issued without a person",
        "Set `automation: true`, or see that somebody is always there.",
      ),
    );
  return findings;
}

/** Of a page with a certificate that phones would refuse, now or soon; null where there is nothing to say. */
function certificateFinding({ id, tls }: PeopleChannel): Finding | null {
  if (tls?.certificate === undefined) return null;
  const remedy = "Renew it: a running post takes the new one up within an hour.";
  try {
    const trouble = certificateTrouble(
      readFileSync(tls.certificate, "utf8"),
      new SystemClock().nowUs() / 1_000,
    );
    if (trouble === null) return null;
    return trouble.holds
      ? channels.warning(id, trouble.words, remedy)
      : channels.broken(id, `${trouble.words}: phones refuse the page`, remedy);
  } catch (error) {
    return channels.broken(id, `its certificate cannot be read: ${wordsOf(error)}`, remedy);
  }
}

/** A page that is served to its own machine alone warns nobody, unless a proxy passes it on. */
function pageFinding(channel: PeopleChannel, carries: string): Finding {
  const { id, address, port, behind_proxy } = channel;
  const served = `serves the people's page at ${address}, port ${port}`;
  if (isLoopback(address) && !behind_proxy)
    return channels.warning(
      id,
      `${served}, to this machine alone${carries}`,
      "No phone reaches it: write `address: 0.0.0.0`, or `behind_proxy: true` where a proxy on this machine passes it on.",
    );
  return channels.unknown(
    id,
    `${served}${carries}`,
    "Open it on a phone and press “Try the sound”.",
  );
}
