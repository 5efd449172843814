import { outlineProblems } from "@tocsin/core";
import type { OutgoingWarning } from "@tocsin/sdk";

const METRES_PER_DEGREE = 111_320;

/** Outlines that were found sound: a post sends the same ones again and again. */
const sound = new WeakSet<object>();

/**
 * Why a message may leave by no channel: it names nobody, or a whole country, or would be over before it arrives. Null where
 * nothing speaks against it.
 */
export function refusalOf(
  message: Pick<OutgoingWarning, "areaRingsDeg" | "warning">,
): string | null {
  const { areaRingsDeg, warning } = message;
  if (!(warning.expiresUs > warning.issuedUs)) return "refused: it expires before it is sent";
  if (sound.has(areaRingsDeg)) return null;
  const problem = outlineProblem(areaRingsDeg);
  if (problem !== null) return `refused: ${problem}`;
  sound.add(areaRingsDeg);
  return null;
}

function outlineProblem(ringsDeg: OutgoingWarning["areaRingsDeg"]): string | null {
  const outer = ringsDeg[0] ?? [];
  if (outer.length === 0) return "it has no area";
  for (const ring of ringsDeg)
    for (let i = 0; i < ring.length; i += 2)
      if (!(Math.abs(ring[i] ?? Number.NaN) <= 90 && Math.abs(ring[i + 1] ?? Number.NaN) <= 180))
        return "its area has a corner that is nowhere on earth";
  const [latitudeDeg = 0, longitudeDeg = 0] = outer;
  const eastM = METRES_PER_DEGREE * Math.cos((latitudeDeg * Math.PI) / 180);
  // About its first corner, the short way round the earth: how far that is from the site, the channel cannot know.
  const rings = ringsDeg.map((ring) =>
    ring.map((degrees, i) => {
      if (i % 2 === 0) return (degrees - latitudeDeg) * METRES_PER_DEGREE;
      const eastDeg = degrees - longitudeDeg;
      return (eastDeg - 360 * Math.round(eastDeg / 360)) * eastM;
    }),
  );
  return outlineProblems(rings)[0] ?? null;
}
