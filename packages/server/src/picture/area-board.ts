import { type AreaProtection, type SiteModel, type TimeUs, type Warning } from "@tocsin/core";
import type { PictureArea } from "@tocsin/sdk";
import { blindSectors } from "./blind-sectors.ts";

interface Alarm {
  readonly warning: Warning;
  /** Since when the area has had this stage. */
  readonly sinceUs: TimeUs;
}

/** What each area is told now, and how well it is protected. */
export class AreaBoard {
  readonly #alarms = new Map<string, Alarm>();
  #protection = new Map<string, AreaProtection>();

  warned(warning: Warning): void {
    const before = this.#alarms.get(warning.areaId);
    const same =
      before !== undefined &&
      before.warning.stage === warning.stage &&
      before.warning.episode === warning.episode;
    this.#alarms.set(warning.areaId, {
      warning,
      sinceUs: same ? before.sinceUs : warning.issuedUs,
    });
  }

  protection(areas: readonly AreaProtection[]): void {
    this.#protection = new Map(areas.map((area) => [area.areaId, area]));
  }

  /** Areas that people are warned in because of a track. */
  threatenedBy(trackId: string, nowUs: TimeUs): readonly string[] {
    const areas: string[] = [];
    for (const [areaId, alarm] of this.#alarms)
      if (isRunning(alarm.warning, nowUs) && alarm.warning.threats.some((id) => id === trackId))
        areas.push(areaId);
    return areas;
  }

  list(site: SiteModel, nowUs: TimeUs): readonly PictureArea[] {
    return site.areas.map((area): PictureArea => {
      const alarm = this.#alarms.get(area.id);
      const protection = this.#protection.get(area.id);
      const asked = area.protection !== "none";
      const shown = {
        id: area.id,
        protection: asked ? (protection?.status ?? "not-protecting") : "not-asked",
        blind: asked && protection !== undefined ? blindSectors(protection, area) : [],
      } as const;
      if (alarm === undefined || !isRunning(alarm.warning, nowUs)) return { ...shown, ...SILENT };
      const { stage, arrivalFromUs, arrivalToUs, expiresUs, threats } = alarm.warning;
      return {
        ...shown,
        stage: stage === "take-cover" ? "take-cover" : "pre-alert",
        sinceUs: alarm.sinceUs,
        arrivalFromUs,
        arrivalToUs,
        expiresUs,
        threats,
      };
    });
  }
}

const SILENT = {
  stage: null,
  sinceUs: null,
  arrivalFromUs: null,
  arrivalToUs: null,
  expiresUs: null,
  threats: [],
} as const;

const isRunning = ({ stage, expiresUs }: Warning, nowUs: TimeUs): boolean =>
  (stage === "pre-alert" || stage === "take-cover") && expiresUs > nowUs;
