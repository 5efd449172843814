import { channelId, siteId, type Warning } from "@tocsin/core";
import type { Channel } from "@tocsin/sdk";

/** The site that a post tests itself with. No site file can have it: the mark in front is in no id of one. */
export const SELF_TEST_SITE_ID = siteId("~self-test");
/** The only channel that carries its warnings. No site file can have it either. */
export const NULL_SIREN_ID = channelId("~null-siren");

/** Whether a warning may leave by a channel as far as the self-test goes: its own by the null siren alone, and nobody else's by that. */
export const keepsSelfTestApart = (
  channel: { readonly id?: Channel["id"] },
  warning: { readonly siteId?: Warning["siteId"] },
): boolean => (warning.siteId === SELF_TEST_SITE_ID) === (channel.id === NULL_SIREN_ID);
