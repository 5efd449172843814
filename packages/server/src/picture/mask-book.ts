import type { Decision } from "@tocsin/core";

/**
 * Which objects fly an announced friendly flight, as the record has it: the latest decision on each area says so. What
 * was decided of far-off areas together is recorded once and never again, and so proves nothing.
 */
export class MaskBook {
  readonly #tracks = new Map<string, Map<string, boolean>>();

  decided({ trackId, areaId, reasons }: Pick<Decision, "trackId" | "areaId" | "reasons">): void {
    if (areaId === null) return;
    const areas = this.#tracks.get(trackId) ?? new Map<string, boolean>();
    this.#tracks.set(trackId, areas);
    areas.set(areaId, reasons.includes("MASKED"));
  }

  /** Only where no decision says otherwise: in doubt nobody is a friend. */
  isMasked(trackId: string): boolean {
    const areas = this.#tracks.get(trackId);
    return areas !== undefined && [...areas.values()].every((masked) => masked);
  }

  keepOnly(ids: ReadonlySet<string>): void {
    for (const id of this.#tracks.keys()) if (!ids.has(id)) this.#tracks.delete(id);
  }
}
