/** What an exhibit may be. */
export const EXHIBIT_KINDS = ["remains", "image", "sound", "log", "document"] as const;
