import { access, constants } from "node:fs/promises";
import type { SiteConfig } from "@tocsin/sdk";
import { nearestFolder } from "./check-disk.ts";
import { type Finding, findingsOf, wordsOf } from "./finding.ts";

const channels = findingsOf("channels");

/** Whether a warning of the site's mode has somewhere to go, and can get there. */
export async function checkChannels(config: SiteConfig): Promise<readonly Finding[]> {
  const { mode } = config;
  const findings = await Promise.all(
    config.channels.map(async (channel): Promise<Finding> => {
      const carries = channel.modes.includes(mode) ? "" : `, and nothing of mode ${mode}`;
      if (channel.type === "log")
        return channels.ok(channel.id, `prints warnings of ${channel.modes.join(", ")}${carries}`);
      if (channel.type === "people")
        return channels.unknown(
          channel.id,
          `serves the people's page at ${channel.address}, port ${channel.port}${carries}`,
          "Open it on a phone and press “Try the sound”.",
        );
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
