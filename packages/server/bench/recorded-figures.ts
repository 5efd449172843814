/**
 * Figures of Stone Soup 1.9 that were recorded once, on two cores, with its own authors' defaults where the settings of the native baseline say
 * nothing; scenarios of the design's yardstick generator, seed 1, with one law of drag. They stand in where no Python finds the library.
 */
export const RECORDED_STONE_SOUP = {
  detectionsPerSecond: {
    gnn: { 50: 720, 200: 340, 1000: 76 },
    jpda: { 50: 480, 200: 214 },
  },
  /** Of 200 objects, GNN. */
  gnn200: {
    gospaM: 43.8,
    ballisticPositionM: 23.9,
    ballisticVelocityMps: 18.3,
    confirmationScans: 2.69,
  },
  /** Where swarms cross, the project's own tier, JPDA with a tree before it: means of its seeds 1 and 2 (69.3 and 79.2 m). */
  swarmJpda: { gospaM: 74.2 },
} as const;
