/** What a simulated sensor can speak. */
export const FORMATS = [
  "asterix-015",
  "asterix-048",
  "asterix-021",
  "asterix-062",
  "generic",
  "beast",
  "remote-id",
  "remote-id-beacon",
  "cursor-on-target",
  "sapient",
] as const;
export type Format = (typeof FORMATS)[number];

/** What is sent over a radar network. */
export const isAsterix = (format: Format): boolean => format.startsWith("asterix-");

export const isFormat = (text: string): text is Format => FORMATS.some((each) => each === text);
