import type { SiteConfig } from "@tocsin/sdk";
import type { SessionTimes } from "../identity/session-store.ts";

const MINUTE_US = 60_000_000;

/** How long sessions last, as the site file has it. */
export const sessionTimes = ({ identity }: SiteConfig): SessionTimes => ({
  idleUs: identity.session_idle_min * MINUTE_US,
  longestUs: identity.session_max_h * 60 * MINUTE_US,
});
