/** Every name that a Tocsin gives to an event begins so, and none is taken in: it would confirm itself. */
const OWN_PREFIX = "tocsin.";

export const isOwnName = (uid: string): boolean => uid.startsWith(OWN_PREFIX);
