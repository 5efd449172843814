import type { Sentences } from "./sentences.ts";

export const EN: Sentences = {
  direction: "ltr",
  mode: {
    drill: "EXERCISE, NO REAL DANGER",
    simulation: "TEST, NO REAL DANGER",
    replay: "REPLAY OF A RECORDING, NOT HAPPENING NOW",
    shadow: "TEST, NOT SENT TO THE PUBLIC",
  },
  modeShort: {
    drill: "EXERCISE, NOT REAL",
    simulation: "TEST, NOT REAL",
    replay: "REPLAY, NOT REAL",
    shadow: "TEST, NOT REAL",
  },
  afterMode: "{mode}: {rest}",
  headline: {
    cover: "TAKE COVER NOW: {place}.",
    lieDown: "TAKE COVER NOW, LIE DOWN: {place}.",
    prepare: "GET READY TO TAKE COVER: {place}.",
    stayCovered: "STAY UNDER COVER: {place}.",
    stayPrepared: "STAY READY TO TAKE COVER: {place}.",
    searched: "STAY UNDER COVER: {place}. The place is being searched.",
    lowered: "STAY NEAR SHELTER: {place}. The danger is lower, not over.",
    allClear: "ALL CLEAR: {place}.",
    retraction: "FALSE ALARM: the warning for {place} is withdrawn.",
    impact: "Impact possible, {when}.",
    approach: "Air threat possible, {when}.",
    impactAnyTime: "Impact possible.",
    approachAnyTime: "Air threat possible.",
  },
  everybody: "Everybody at {place}: {act}",
  act: {
    cover:
      "go into a shelter or an inner room now, away from windows. If you cannot reach one, lie down flat beside something solid and cover your head with your arms.",
    lieDown:
      "lie down flat now, beside something solid, and cover your head with your arms. Go inside only if the door is a few steps away.",
    prepare: "go near a shelter or an inner room now, and warn those around you.",
    stayCovered:
      "stay under cover. If you are not there yet, go into a shelter or an inner room now, away from windows.",
    stayCoveredLieDown:
      "stay under cover. If you are in the open, lie down flat now and cover your head with your arms.",
    stayPrepared: "stay near a shelter or an inner room.",
    searched:
      "the threat from the air has passed, but the place has not been searched yet. Stay where you are, and touch nothing.",
    lowered: "stay near a shelter or an inner room. The danger is lower, not over.",
    allClear: "the danger that was warned of is over. You may leave cover.",
    retraction: "the earlier warning was a mistake, and is withdrawn. You may leave cover.",
  },
  also: {
    stayUntilAllClear: "Stay there until the all-clear.",
    beReady: "Be ready to take cover at once.",
    fragments:
      "Do not touch fragments or anything that may not have exploded: keep away and report it.",
  },
  window: {
    between: "Arrival is possible between {from} and {to}.",
    from: "Arrival is possible from {from}.",
    unknown: "The time of arrival is not known.",
  },
  holdsUntil: "This message holds until {until}.",
  issued: "Issued at {issued} by the early-warning system of {source}.",
  issuedByHand: "Issued at {issued} by the person on duty at the early-warning system of {source}.",
  shortEnd: "Until {until}.",
  shortSource: "{source}",
  time: {
    local: "{here} local time ({utc} UTC)",
    utc: "{utc} UTC",
    anyMoment: "at any moment",
    soon: "in about {time}",
    seconds: { one: "{n} second", other: "{n} seconds" },
    minutes: { one: "{n} minute", other: "{n} minutes" },
  },
  alert: {
    event: "Air threat",
    objects: { one: "{n} object", other: "{n} objects" },
    threat: "In the air: {objects}. Coming down at or reaching {place} is possible.",
    byHand: "The person on duty warns {place} of a threat from the air.",
    chance: "Estimated probability: {percent} %.",
    over: "Nothing in the air threatens {place} any more.",
    mistake: "The earlier warning for {place} was a mistake.",
  },
};
