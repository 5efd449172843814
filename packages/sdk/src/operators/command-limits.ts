/** Bounds on what a person may ask for. */
export const COMMAND_LIMITS = {
  /** An inhibit ends by itself after so long at most. */
  inhibitS: 900,
  /** A warning by hand holds for so long at most, unless it is raised again. */
  raiseS: 3_600,
  postureS: 86_400,
  reasonCharacters: 300,
  threats: 256,
} as const;
