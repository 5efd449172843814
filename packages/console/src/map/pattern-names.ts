/** Names under which the map keeps the patterns of lines. */
export const HATCH_IMAGE = "hatch";
export const BLIND_IMAGE = "blind";
