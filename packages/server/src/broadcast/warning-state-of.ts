import {
  ENVELOPE_LIMITS,
  BROADCAST_LIMITS,
  type OutgoingWarning,
  type WarningState,
} from "@tocsin/sdk";

/** Whoever missed the end of an alarm still learns of it for so long. */
const ENDED_LIFE_US = 600_000_000;
/** A tenth of a metre. */
const DEGREES_PLACES = 1_000_000;

/** Until when receivers are told of a message. */
export const heldUntilUs = ({ warning }: OutgoingWarning): number =>
  warning.action === "end"
    ? Math.max(warning.expiresUs, warning.issuedUs + ENDED_LIFE_US)
    : warning.expiresUs;

/** A message as receivers get it when it is sent at `nowUs`. */
export function warningStateOf(message: OutgoingWarning, nowUs: number): WarningState {
  const { warning } = message;
  const { arrivalFromUs, arrivalToUs } = warning;
  const lifeMs = Math.floor((heldUntilUs(message) - nowUs) / 1_000);
  return {
    site: warning.siteId,
    siteName: message.siteName,
    area: warning.areaId,
    areaName: message.areaName,
    mode: warning.mode,
    episode: warning.episode,
    version: warning.version,
    stage: warning.stage,
    action: warning.action,
    issuedMs: Math.floor(warning.issuedUs / 1_000),
    lifeMs: Math.min(Math.max(lifeMs, 1), BROADCAST_LIMITS.lifeMs),
    window:
      arrivalFromUs === null || arrivalToUs === null
        ? null
        : { fromMs: fromNowMs(arrivalFromUs, nowUs), toMs: fromNowMs(arrivalToUs, nowUs) },
    texts: message.texts.map((text) => ({
      ...text,
      headline: text.headline.slice(0, BROADCAST_LIMITS.headlineCharacters),
      instruction: text.instruction.slice(0, BROADCAST_LIMITS.instructionCharacters),
    })),
    ringsDeg: message.areaRingsDeg.map((ring) => ring.map(rounded)),
    replaces: warning.replaces,
    recorded: message.recorded,
  };
}

/** The octets of a state; an outline that fits into no envelope is told as the box around it, so that nobody is left out. */
export function stateOctets(state: WarningState): Uint8Array {
  const whole = new TextEncoder().encode(JSON.stringify(state));
  const corners = state.ringsDeg.reduce((sum, ring) => sum + ring.length / 2, 0);
  if (whole.length <= ENVELOPE_LIMITS.contentBytes && corners <= BROADCAST_LIMITS.corners)
    return whole;
  const boxed = { ...state, ringsDeg: [boxAround(state.ringsDeg[0])] };
  return new TextEncoder().encode(JSON.stringify(boxed));
}

const fromNowMs = (timeUs: number, nowUs: number): number =>
  Math.max(
    -BROADCAST_LIMITS.lifeMs,
    Math.min(BROADCAST_LIMITS.lifeMs, Math.round((timeUs - nowUs) / 1_000)),
  );

const rounded = (degrees: number): number => Math.round(degrees * DEGREES_PLACES) / DEGREES_PLACES;

function boxAround(ring: readonly number[]): readonly number[] {
  const latitudes = ring.filter((_, i) => i % 2 === 0);
  const longitudes = ring.filter((_, i) => i % 2 === 1);
  const [south, north] = [Math.min(...latitudes), Math.max(...latitudes)];
  const [west, east] = [Math.min(...longitudes), Math.max(...longitudes)];
  return [south, west, south, east, north, east, north, west];
}
