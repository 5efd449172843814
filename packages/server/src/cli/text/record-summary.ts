import {
  conductText,
  type EngineEffect,
  type EngineEvent,
  utcText,
  registrationText,
  type Second,
} from "@tocsin/core";
import type { JournalRecord } from "../../journal/read-journal.ts";
import { recordTypeName } from "../../journal/record-type.ts";
import { decodeRecord } from "../../pipeline/encode-record.ts";
import { decodeIdentityRecord } from "../../identity/identity-record.ts";
import { decodeProposal } from "../../operators/proposal-record.ts";
import { decodeSiteRecord } from "../../acceptance/site-record.ts";
import { decodeCaseRecord } from "../../cases/case-record.ts";
import { caseActionText } from "./case-action-text.ts";
import { siteRecordText } from "./site-lines.ts";
import { identityText } from "./identity-text.ts";
import { percent } from "./numbers.ts";
import { proposalText } from "./proposal-text.ts";
import { defenceText } from "./defence-text.ts";
import { ordersText } from "./orders-text.ts";
import { officialText } from "./official-text.ts";
import { airText, weatherText } from "./weather-text.ts";

/** One record for `tocsin journal ls`: a line for people, a value for programs. */
export function recordSummary(record: JournalRecord): {
  readonly line: string;
  readonly value: object;
} {
  const type = recordTypeName(record.type) ?? `type ${record.type}`;
  const head = `${String(record.sequence).padStart(8)}  ${type.padEnd(13)}`;
  if (record.erased)
    return {
      line: `${head}  (erased)`,
      value: { sequence: record.sequence, type, erased: true },
    };
  const identity = decodeIdentityRecord(record.type, record.payload);
  if (identity !== null)
    return {
      line: `${head}  ${utcText(identity.timeUs)} ${identityText(identity, (id) => id)}`,
      value: { sequence: record.sequence, type, record: identity },
    };
  const proposal = decodeProposal(record.type, record.payload);
  if (proposal !== null)
    return {
      line: `${head}  ${utcText(proposal.timeUs)} ${proposalText(proposal)}`,
      value: { sequence: record.sequence, type, record: proposal },
    };
  const action = decodeCaseRecord(record.type, record.payload);
  if (action !== null)
    return {
      line: `${head}  ${action.at} ${caseActionText(action)}`,
      value: { sequence: record.sequence, type, record: action },
    };
  const siteFile = decodeSiteRecord(record.type, record.payload);
  if (siteFile !== null)
    return {
      line: `${head}  ${utcText(siteFile.timeUs)} ${siteRecordText(siteFile)}`,
      value: { sequence: record.sequence, type, record: siteFile },
    };
  const decoded = decodeRecord(record.type, record.payload);
  const value = { sequence: record.sequence, type, record: decoded };
  switch (decoded.kind) {
    case "event":
      return {
        line: `${head}  ${utcText(decoded.event.receivedUs)} [${decoded.mode}] ${eventText(decoded.event)}`,
        value,
      };
    case "effect": {
      const { timeUs, text } = effectText(decoded.effect);
      return { line: `${head}  ${utcText(timeUs)} [${decoded.mode}] ${text}`, value };
    }
    case "session":
      return {
        line: `${head}  ${utcText(decoded.session.startedUs)} [${decoded.mode}] ${decoded.session.source}, engine ${decoded.session.engineVersion}`,
        value,
      };
    case "snapshot":
    case "snapshot-part":
      return {
        line: `${head}  [${decoded.mode}] ${record.payload.length} bytes`,
        value: { sequence: record.sequence, type, bytes: record.payload.length },
      };
    case "other":
      return {
        line: `${head}  ${record.payload.length} bytes`,
        value: { sequence: record.sequence, type, bytes: record.payload.length },
      };
  }
}

function eventText(event: EngineEvent): string {
  switch (event.type) {
    case "configuration":
      return `${event.site.name}: ${event.site.sensors.length} sensors, ${event.site.areas.length} areas, policy ${event.site.policy.version}`;
    case "look": {
      const { look } = event;
      const swept = look.sweep === null ? "" : ", a swept sector";
      return `${look.sensorId} #${look.sequence}: ${look.detections.length} detections${swept}`;
    }
    case "tick":
      return "";
    case "health":
      return `${event.sensorId} says it is ${event.status}: ${event.reason}`;
    case "command":
      return `${event.by}: ${JSON.stringify(event.command)} (${event.reason})${secondText(event.seconded)}`;
    case "receipt":
      return `${event.channelId}${event.recipient === undefined ? "" : ` ${event.recipient}`}: ${event.warningKey} version ${event.version} ${event.outcome}: ${event.detail}`;
    case "defence":
      return `${event.defenceId} is ${defenceText(event)}`;
    case "engagement":
      return `${event.defence}: ${event.object ?? "an object"} ${event.outcome} at ${utcText(event.atUs)}, by ${event.source}`;
    case "official-warning":
      return officialText(event.warning);
    case "weather":
      return weatherText(event.weather);
  }
}

const secondText = (second: Second | null): string =>
  second === null ? "" : `, seconded by ${second.by} (${second.how})`;

function effectText(effect: EngineEffect): { readonly timeUs: number; readonly text: string } {
  switch (effect.type) {
    case "decision": {
      const { decision } = effect;
      const final = decision.final ? " (last)" : "";
      return {
        timeUs: decision.decidedUs,
        text: `#${decision.number} ${decision.stage} for ${decision.areaId ?? "all other areas"}: ${decision.reasons.join(", ")}, P ${percent(decision.numbers.probability)}, track ${decision.trackId}${final}`,
      };
    }
    case "warning": {
      const { warning } = effect;
      return {
        timeUs: warning.issuedUs,
        text: `${warning.stage} for ${warning.areaId} (${warning.action}, episode ${warning.episode}, version ${warning.version})`,
      };
    }
    case "track":
      return {
        timeUs: effect.track.timeUs,
        text: `${effect.track.trackId} ${effect.track.change}${effect.track.cause === null ? "" : `: ${effect.track.cause}`}`,
      };
    case "protection":
      return {
        timeUs: effect.timeUs,
        text: effect.areas.map((area) => `${area.areaId} ${area.status}`).join(", "),
      };
    case "sensor":
      return {
        timeUs: effect.timeUs,
        text: `${effect.health.sensorId} is ${effect.health.status}: ${effect.health.reason}`,
      };
    case "conduct":
      return {
        timeUs: effect.timeUs,
        text: `${effect.conduct.sensorId} is ${effect.conduct.standing}: ${conductText(effect.conduct).join(" ") || "nothing to compare it with yet"}`,
      };
    case "orders":
      return { timeUs: effect.timeUs, text: ordersText(effect.orders) };
    case "air":
      return { timeUs: effect.timeUs, text: airText(effect.weather) };
    case "registration":
      return {
        timeUs: effect.timeUs,
        text: `${effect.registration.sensorId} ${registrationText(effect.registration)}`,
      };
    case "fault":
      return {
        timeUs: effect.fault.timeUs,
        text: `${effect.fault.code} ${effect.fault.subject}: ${effect.fault.detail}`,
      };
  }
}
