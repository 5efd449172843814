/** The phone's clock, and ids that nobody else makes: what of the page is not its own. */
export const observePorts = {
  nowMs: (): number => Date.now(),
  newId: (): string => crypto.randomUUID(),
};
