import { areaId, type Mode, siteId, type WarningAction, type WarningStage } from "@tocsin/core";
import type { OutgoingWarning } from "@tocsin/sdk";

/** What a test wants said. */
export interface WarningOrder {
  readonly area: string;
  readonly stage: WarningStage;
  readonly action: WarningAction;
  readonly episode: number;
  readonly version: number;
  readonly holdsS: number;
  readonly arrivalS?: readonly [number, number];
}

const AREAS: Readonly<Record<string, readonly [number, number]>> = {
  lock: [48, 31],
  mill: [48.02, 31.02],
};

/** A square of about a kilometre. */
export function areaRing(area: string): readonly number[] {
  const [latitude, longitude] = AREAS[area] ?? [0, 0];
  const [south, north] = [latitude - 0.005, latitude + 0.005];
  const [west, east] = [longitude - 0.007, longitude + 0.007];
  return [south, west, south, east, north, east, north, west];
}

const INSTRUCTIONS: Readonly<Record<string, Readonly<Record<WarningStage, string>>>> = {
  en: {
    "pre-alert": "Stay near a shelter, away from windows, and listen.",
    "take-cover":
      "Go into a shelter or an inner room now, away from windows. If you cannot reach one, lie down flat and cover your head.",
    "all-clear": "The danger is over. Watch out for what is damaged.",
    retraction: "The warning was sent by mistake. There is no danger.",
  },
  ar: {
    "pre-alert": "ابقوا قرب ملجأ، بعيداً عن النوافذ، وأصغوا.",
    "take-cover":
      "ادخلوا الآن ملجأً أو غرفة داخلية بعيداً عن النوافذ. إن لم تصلوا إلى ملجأ فانبطحوا أرضاً وغطوا رؤوسكم.",
    "all-clear": "زال الخطر. انتبهوا إلى ما تضرر.",
    retraction: "أُرسل الإنذار خطأً. لا يوجد خطر.",
  },
  uk: {
    "pre-alert": "Будьте біля укриття, подалі від вікон, і слухайте.",
    "take-cover":
      "Негайно йдіть в укриття або внутрішню кімнату, подалі від вікон. Якщо не встигаєте, ляжте і прикрийте голову.",
    "all-clear": "Небезпека минула. Стережіться пошкодженого.",
    retraction: "Тривогу надіслано помилково. Небезпеки немає.",
  },
};

export function outgoingWarning(mode: Mode, order: WarningOrder): OutgoingWarning {
  const issuedUs = Date.now() * 1_000;
  const { area, stage, arrivalS } = order;
  const texts = Object.entries(INSTRUCTIONS).map(([language, instructions]) => ({
    language,
    direction: language === "ar" ? ("rtl" as const) : ("ltr" as const),
    headline: stage,
    instruction: instructions[stage],
  }));
  return {
    warning: {
      siteId: siteId("weir"),
      areaId: areaId(area),
      mode,
      episode: order.episode,
      version: order.version,
      stage,
      action: order.action,
      issuedUs,
      expiresUs: issuedUs + order.holdsS * 1_000_000,
      arrivalFromUs: arrivalS === undefined ? null : issuedUs + arrivalS[0] * 1_000_000,
      arrivalToUs: arrivalS === undefined ? null : issuedUs + arrivalS[1] * 1_000_000,
      probability: arrivalS === undefined ? null : 0.5,
      threats: [],
      decisions: [],
      replaces: order.version === 1 ? null : order.version - 1,
    },
    siteName: "Weir",
    areaName: area === "lock" ? "Lock" : "Mill",
    areaOwner: "Canal company",
    areaRingsDeg: [areaRing(area)],
    recorded: true,
    headline: stage,
    instruction: INSTRUCTIONS["en"][stage],
    texts,
  };
}
