/** Who leads decides who belongs; observers watch and may dissent; `former` is who left. */
export const MEMBER_ROLES = ["lead", "analyst", "reviewer", "observer", "former"] as const;
