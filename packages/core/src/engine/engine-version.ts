/**
 * Changes whenever the same events could lead to other decisions or another state. A snapshot is valid for
 * one engine version only; a replay under another version says so before it compares.
 */
export const ENGINE_VERSION = "54";
