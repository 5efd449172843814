export const ROLES = ["lead", "analyst", "reviewer", "observer", "former"] as const;

/** What members are, as a person reads it. */
export const ROLE_WORDS: Readonly<Record<string, string>> = {
  lead: "leads, and says who belongs",
  analyst: "analyst",
  reviewer: "reviewer",
  observer: "observes; may dissent, and approves nothing",
  former: "has left",
};
