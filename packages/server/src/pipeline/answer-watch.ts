import { areaKeyOf, MICROS_PER_SECOND, type TimeUs, type Warning, warningKey } from "@tocsin/core";
import { isAnswer, type Receipt } from "./receipt.ts";

/** What is to happen when nobody answers. */
export interface AnswerRule {
  readonly withinUs: TimeUs;
  readonly escalateTo: readonly string[];
}

/** A message is sent again so often at most; whoever is back later asks for what holds. */
export const REPEATS_MAX = 5;

/** Episodes that are remembered as escalated: more than areas can have at a time. */
const EPISODES_MAX = 4_096;

interface Waiting {
  warning: Warning;
  /** Whether the journal had it when it was sent. */
  recorded: boolean;
  /** Since when an answer is owed. */
  sinceUs: TimeUs;
  repeats: number;
  failed: boolean;
  escalated: boolean;
  /** Whether the channel as a whole said that it arrived. */
  arrived: boolean;
  /** Those behind it, and whether they have answered. */
  readonly recipients: Map<string, boolean>;
}

export type AnswerDuty =
  | {
      readonly kind: "repeat";
      readonly channelId: string;
      readonly warning: Warning;
      readonly recorded: boolean;
    }
  | {
      readonly kind: "escalate";
      readonly channelId: string;
      readonly warning: Warning;
      readonly recorded: boolean;
      readonly to: readonly string[];
      /** In plain words, for the operator. */
      readonly detail: string;
    }
  /** What had been escalated was answered after all, or nobody owes an answer any more. */
  | {
      readonly kind: "over";
      readonly channelId: string;
      readonly areaId: string;
      readonly detail: string;
    };

/**
 * Who has not answered a warning, and what is due for it: once more after the channel's time, then its escalation channels and a word to
 * the operator after twice that, or at once where it failed; and once more a few times. Bounded by channels and areas. It has no clock.
 */
export class AnswerWatch {
  readonly #rules: ReadonlyMap<string, AnswerRule>;
  readonly #waiting = new Map<string, Waiting>();
  /** Channels that were told of an episode beside their own, by its key: they are told its end too. */
  readonly #escalated = new Map<string, Set<string>>();
  readonly #over: AnswerDuty[] = [];

  constructor(rules: ReadonlyMap<string, AnswerRule>) {
    this.#rules = rules;
  }

  get isNeeded(): boolean {
    return this.#rules.size > 0;
  }

  /** Whether a channel that stands by carries this episode. */
  isEscalatedTo(warning: Warning, channelId: string): boolean {
    return this.#escalated.get(warningKey(warning))?.has(channelId) ?? false;
  }

  /** Channels were told of an episode before a restart. */
  wereTold(warning: Warning, channelIds: readonly string[]): void {
    const key = warningKey(warning);
    this.#escalated.set(key, new Set([...(this.#escalated.get(key) ?? []), ...channelIds]));
    if (this.#escalated.size > EPISODES_MAX) this.#escalated.delete([...this.#escalated.keys()][0]);
  }

  /** A message leaves by a channel. */
  sent(
    channelId: string,
    { warning, recorded }: { readonly warning: Warning; readonly recorded: boolean },
    nowUs: TimeUs,
  ): void {
    if (!this.#rules.has(channelId)) return;
    const place = waitingKey(channelId, warningKey(warning));
    const before = this.#waiting.get(place);
    const isSame = before !== undefined && before.warning.version === warning.version;
    if (isSame && before.warning.episode === warning.episode) return;
    const owed = before !== undefined && before.warning.episode === warning.episode;
    if (before !== undefined && !owed) this.#given(channelId, before, "another warning followed");
    this.#waiting.set(place, {
      warning,
      recorded,
      // Who never answered the message before has owed an answer since then.
      sinceUs: owed && !isAnswered(before) ? before.sinceUs : nowUs,
      repeats: 0,
      failed: false,
      escalated: owed && !isAnswered(before) && before.escalated,
      arrived: false,
      recipients: new Map(),
    });
  }

  answered({ channelId, warningKey: key, version, recipient, outcome }: Receipt): void {
    const waiting = this.#waiting.get(waitingKey(channelId, key));
    if (waiting === undefined || warningKey(waiting.warning) !== key) return;
    if (waiting.warning.version !== version) return;
    const before = isAnswered(waiting);
    if (recipient !== undefined)
      waiting.recipients.set(
        recipient,
        isAnswer(outcome) || waiting.recipients.get(recipient) === true,
      );
    else if (outcome === "failed") waiting.failed = true;
    else if (outcome !== "sent") waiting.arrived = true;
    if (waiting.escalated && !before && isAnswered(waiting))
      this.#over.push({
        kind: "over",
        channelId,
        areaId: waiting.warning.areaId,
        detail: "it was answered after all",
      });
  }

  /** What is due now; each is given once. */
  due(nowUs: TimeUs): readonly AnswerDuty[] {
    const duties: AnswerDuty[] = [];
    for (const [place, waiting] of this.#waiting) {
      const channelId = place.slice(0, place.indexOf(" "));
      const rule = this.#rules.get(channelId);
      if (rule === undefined || waiting.warning.expiresUs <= nowUs) {
        this.#waiting.delete(place);
        this.#given(channelId, waiting, "it has expired, unanswered");
      } else if (!isAnswered(waiting))
        duties.push(...this.#dutiesOf(channelId, rule, waiting, nowUs));
    }
    return [...this.#over.splice(0), ...duties];
  }

  /** Nobody waits for its answer any more. */
  #given(channelId: string, waiting: Waiting, detail: string): void {
    const { areaId } = waiting.warning;
    if (waiting.escalated && !isAnswered(waiting))
      this.#over.push({ kind: "over", channelId, areaId, detail });
  }

  #dutiesOf(
    channelId: string,
    { withinUs, escalateTo }: AnswerRule,
    waiting: Waiting,
    nowUs: TimeUs,
  ): readonly AnswerDuty[] {
    const duties: AnswerDuty[] = [];
    const { warning, recorded } = waiting;
    const owedUs = nowUs - waiting.sinceUs;
    if (!waiting.escalated && (waiting.failed || owedUs >= 2 * withinUs)) {
      waiting.escalated = true;
      this.wereTold(warning, escalateTo);
      const detail = escalationText(waiting, escalateTo, owedUs);
      duties.push({ kind: "escalate", channelId, warning, recorded, to: escalateTo, detail });
    }
    if (waiting.repeats < REPEATS_MAX && owedUs >= (waiting.repeats + 1) * withinUs) {
      waiting.repeats++;
      duties.push({ kind: "repeat", channelId, warning, recorded });
    }
    return duties;
  }
}

function escalationText(waiting: Waiting, to: readonly string[], owedUs: TimeUs): string {
  const { warning, failed, recipients } = waiting;
  const missing = [...recipients].flatMap(([id, has]) => (has ? [] : [id]));
  const who = missing.length === 0 ? "" : `${missing.slice(0, 8).join(", ")}: `;
  const what = failed
    ? "it could not be sent"
    : `no answer within ${Math.round(owedUs / MICROS_PER_SECOND)} s`;
  const onward = to.length === 0 ? "nobody else is told" : `passed on to ${to.join(", ")}`;
  return `${who}${what}, ${warning.stage} of ${warning.areaId}; ${onward}`;
}

const isAnswered = ({ arrived, recipients }: Waiting): boolean =>
  recipients.size === 0 ? arrived : [...recipients.values()].every((has) => has);

/** Of one channel and area, whatever the episode. */
const waitingKey = (channelId: string, key: string): string => `${channelId} ${areaKeyOf(key)}`;
