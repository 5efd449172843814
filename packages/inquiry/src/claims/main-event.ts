/** The event that an account is about; every other has a name of its own and is never compared with it. */
export const MAIN_EVENT = "attack";
