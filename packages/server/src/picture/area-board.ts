import {
  type AreaProtection,
  type Decision,
  type Fault,
  type SiteModel,
  type TimeUs,
  type Warning,
} from "@tocsin/core";
import type { PictureArea } from "@tocsin/sdk";
import { blindSectors } from "./blind-sectors.ts";
import { HeldBackBook } from "./held-back-book.ts";

interface Alarm {
  readonly warning: Warning;
  /** Since when the area has had this stage. */
  readonly sinceUs: TimeUs;
}

/** What each area is told now, and how well it is protected. */
export class AreaBoard {
  readonly #alarms = new Map<string, Alarm>();
  /** When the two decision paths were last said to disagree, by area. */
  readonly #disagreeUs = new Map<string, TimeUs>();
  readonly #heldBack = new HeldBackBook();
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

  decided(decision: Decision): void {
    this.#heldBack.decided(decision);
  }

  protection(areas: readonly AreaProtection[]): void {
    this.#protection = new Map(areas.map((area) => [area.areaId, area]));
  }

  /** A fault of which an area is the subject: that the two decision paths disagree there is shown with it. */
  failed({ code, subject, timeUs }: Pick<Fault, "code" | "subject" | "timeUs">): void {
    if (code === "DECISION_PATHS_DISAGREE") this.#disagreeUs.set(subject, timeUs);
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
      const heldBack = this.#heldBack.of(area.id, nowUs);
      const shown = {
        id: area.id,
        protection: asked ? (protection?.status ?? "not-protecting") : "not-asked",
        blind: asked && protection !== undefined ? blindSectors(protection, area) : [],
        ...(this.#pathsDisagree(area.id, nowUs) ? { pathsDisagree: true } : {}),
        ...(heldBack === null ? {} : { heldBack }),
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

  #pathsDisagree(areaId: string, nowUs: TimeUs): boolean {
    const saidUs = this.#disagreeUs.get(areaId);
    return saidUs !== undefined && nowUs - saidUs <= DISAGREE_SHOWN_US;
  }
}

/** That paths disagree is said twice a minute while it lasts (once by engines before 53), and shown for a little longer. */
const DISAGREE_SHOWN_US = 65_000_000;

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
