/** What a mode 3/A code means wherever in the world it is set (ICAO Doc 8168, volume III, section 3); null for any other. */
export const emergencyOfCode = (mode3A: string | null): string | null =>
  mode3A === null ? null : (CODE_WORDS[mode3A] ?? null);

const CODE_WORDS: Readonly<Record<string, string>> = {
  "7500": "unlawful interference (code 7500)",
  "7600": "radio failure (code 7600)",
  "7700": "an emergency (code 7700)",
};

/** Emergency or priority status of an ADS-B transponder (DO-260B, 2.2.3.2.7.8.1.1), 0 to 7; null where it is none. */
export const emergencyOfAdsb = (status: number | null): string | null =>
  status === null ? null : (ADSB_WORDS[status] ?? null);

const ADSB_WORDS: Readonly<Record<number, string>> = {
  1: "an emergency",
  2: "a medical flight",
  3: "little fuel left",
  4: "radio failure",
  5: "unlawful interference",
  6: "an aircraft that came down",
};
