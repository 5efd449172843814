import type { AreaId } from "../units/ids.ts";
import type { Policy } from "./policy.ts";

/**
 * `protected`: its people are warned by this site. `subscribed`: a neighbour that asked to be warned.
 * `none`: a known place that nobody asked this site to protect; decisions about it are recorded all the same.
 */
export type AreaProtectionKind = "protected" | "subscribed" | "none";

export interface Area {
  readonly id: AreaId;
  readonly name: string;
  readonly owner: string;
  readonly protection: AreaProtectionKind;
  /** Outer ring, then holes; each closed implicitly: flat east0, north0, east1, north1, … in site-frame metres. */
  readonly rings: readonly (readonly number[])[];
  readonly groundHeightM: number;
  readonly people: number;
  /** Seconds that people there need to reach shelter. */
  readonly shelterS: number;
  /** The ring is widened by this much for course threats (blast, fragments, steering). */
  readonly bufferM: number;
  /** The all-clear waits for a search of the place, every time; absent: only when somebody asks for one. */
  readonly sweep?: boolean;
  /** The whole policy that holds there, where it is another than the site's. */
  readonly policy?: Policy;
  /** Only the part is warned that a threat may reach, at least `minPartM` about each; absent: always the whole area. */
  readonly cut?: { readonly minPartM: number };
}
