import { assert } from "@tocsin/core";
import {
  ENVELOPE_LIMITS,
  BROADCAST_LIMITS,
  heldUntilUs,
  type OutgoingWarning,
  type WarningState,
} from "@tocsin/sdk";

/** A tenth of a metre. */
const DEGREES_PLACES = 1_000_000;

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

/**
 * The octets of a state. What does not fit is told shorter: headlines are cut first, since receivers have words of their own for a stage; then an
 * outline is told as the box around it, so that nobody is left out; then instructions are cut, and all languages but the first left out.
 */
export function stateOctets(
  state: WarningState,
  bytesMax: number = ENVELOPE_LIMITS.contentBytes,
): Uint8Array {
  const corners = state.ringsDeg.reduce((sum, ring) => sum + ring.length / 2, 0);
  const whole = corners <= BROADCAST_LIMITS.corners ? state : boxed(state);
  const forms = [
    () => whole,
    () => cut(whole, HEADLINE_CUT, BROADCAST_LIMITS.instructionCharacters),
    () => boxed(state),
    () => cut(boxed(state), HEADLINE_CUT, BROADCAST_LIMITS.instructionCharacters),
    () => cut(boxed(state), HEADLINE_CUT, INSTRUCTION_CUT),
    () => cut({ ...boxed(state), texts: [state.texts[0]] }, HEADLINE_CUT, INSTRUCTION_CUT),
  ];
  let octets = new Uint8Array();
  for (const form of forms) {
    octets = new TextEncoder().encode(JSON.stringify(form()));
    if (octets.length <= bytesMax) break;
  }
  assert(octets.length <= bytesMax, "the shortest form of a state fits");
  return octets;
}

/** Characters of each where there is no room for all of them. */
const HEADLINE_CUT = 60;
const INSTRUCTION_CUT = 200;

const boxed = (state: WarningState): WarningState => ({
  ...state,
  ringsDeg: [boxAround(state.ringsDeg[0])],
});

const cut = (
  state: WarningState,
  headlineCharacters: number,
  instructionCharacters: number,
): WarningState => ({
  ...state,
  texts: state.texts.map((text) => ({
    ...text,
    headline: shortened(text.headline, headlineCharacters),
    instruction: shortened(text.instruction, instructionCharacters),
  })),
});

const shortened = (text: string, characters: number): string =>
  text.length <= characters ? text : `${text.slice(0, characters - 1)}…`;

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
