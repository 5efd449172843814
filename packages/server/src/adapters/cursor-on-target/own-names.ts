/** Every name that a Tocsin gives to an event begins so, and none is taken in: it would confirm itself. */
const OWN_PREFIX = "tocsin.";

export const isOwnName = (uid: string): boolean => uid.startsWith(OWN_PREFIX);

/** The name of a thing of a site's picture, the same over a restart. */
export const ownName = (
  siteId: string,
  kind: "track" | "impact" | "warning" | "area" | "removal",
  id: string,
): string => `${OWN_PREFIX}${siteId}.${kind}.${id}`;
