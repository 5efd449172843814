/** Languages that warnings can be said in (BCP 47), each with reviewed sentences of its own. */
export const LANGUAGES = ["en", "ar", "uk"] as const;
export type Language = (typeof LANGUAGES)[number];
