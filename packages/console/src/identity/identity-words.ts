import type { AccountSummary, Role, ServicePermission } from "@tocsin/sdk";

export const PASSWORD_HINT = "At least 15 characters. A few words in a row are easy to remember.";

/** What each role is for, in a few words for whoever gives it. */
export const ROLE_WORDS: Readonly<Record<Role, string>> = {
  viewer: "sees everything",
  observer: "reports what they see and hear",
  operator: "sees everything and acts on warnings",
  supervisor: "is the second person where one is not enough",
  planner: "sees where protection has gaps",
  administrator: "manages accounts and devices",
  auditor: "reads who did what",
};

/** What a program may do with its token. */
export const MAY_WORDS: Readonly<Record<ServicePermission, string>> = {
  measure: "read the metrics",
  view: "see everything, and change nothing",
};

export function stateWords({ disabled, signsInWith }: AccountSummary): string {
  if (disabled) return "closed";
  if (signsInWith.includes("provider")) return "from the sign-in service";
  return signsInWith.length === 0 ? "has not signed in yet" : "open";
}
