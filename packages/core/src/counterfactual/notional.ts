/** The number of what is in no journal. */
export const NOTIONAL = 0;
