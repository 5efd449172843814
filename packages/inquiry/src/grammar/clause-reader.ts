import type { Token } from "../text/tokens.ts";
import { type Frame, frame, type Governed } from "./clause-frame.ts";
import { ClauseParts } from "./clause-parts.ts";
import {
  CLAUSAL,
  INTRANSITIVE,
  isBareParticiple,
  isBoundOf,
  isNobody,
  isTime,
  isYear,
  ledBy,
  SUBORDINATES,
  WHO,
} from "./clause-words.ts";
import type { NounPhrase } from "./noun-phrases.ts";
import type { VerbGroup } from "./verb-groups.ts";
import { isOneOf } from "../text/one-of.ts";

/** Reads a sentence's clauses from left to right. */
export class ClauseReader {
  readonly tokens: readonly Token[];
  readonly nouns: readonly NounPhrase[];
  readonly verbs: readonly VerbGroup[];
  readonly parts: ClauseParts;
  readonly found: { -readonly [Key in keyof Governed]: Governed[Key] }[];
  /** From the outermost to the clause that is being read. */
  stack: Frame[] = [frame("main")];
  /** Gerunds and participles that stand before the subject of their clause. */
  waiting: number[] = [];
  /** Where the object of a verb form without a subject of its own begins; -1: nowhere. */
  objectAt = -1;
  /** Whether numbers that follow are ages. */
  aged = false;
  /** The last phrase of any kind. */
  before: NounPhrase | null = null;

  constructor(tokens: readonly Token[], nouns: readonly NounPhrase[], verbs: readonly VerbGroup[]) {
    [this.tokens, this.nouns, this.verbs] = [tokens, nouns, verbs];
    this.parts = new ClauseParts(tokens, nouns, verbs);
    this.found = verbs.map(() => ({
      subject: null,
      first: null,
      lead: null,
      object: null,
      reduced: false,
      under: null,
    }));
  }

  get top(): Frame {
    return this.stack[this.stack.length - 1] ?? frame("main");
  }

  read(): readonly Governed[] {
    let [noun, verb] = [0, 0];
    for (let at = 0; at < this.tokens.length; ) {
      const [phrase, group] = [this.nouns[noun], this.verbs[verb]];
      if (group?.from === at) {
        this.readVerb(group, verb++);
        at = group.to;
      } else if (phrase?.from === at) {
        this.readPhrase(phrase);
        noun++;
        this.before = phrase;
        at = phrase.to;
      } else this.readWord(at++);
    }
    return this.found;
  }

  readWord(at: number): void {
    const { text, lower, pos } = this.tokens[at] ?? { text: "", lower: "", pos: "X" };
    const { top } = this;
    const dash = /^[-–—]{1,2}$/.test(text);
    if (/^[;:/|]+$/.test(text) || (dash && this.isBare(at))) {
      this.stack = [frame("main")];
      this.waiting = [];
    } else if (isOneOf(text, "[([]") || (dash && this.opensAside(at))) {
      this.stack.push(frame("aside"));
    } else if (/^[)\]]$/.test(text) || (dash && this.hasAside())) {
      while (this.stack.length > 1 && this.stack.pop()?.kind !== "aside");
    } else if (text === ",") {
      if (top.kind === "soft" && top.verb === null && this.stack.length > 1) this.stack.pop();
      [this.top.parted, this.top.comma] = [true, true];
      this.top.marks++;
    } else if (SUBORDINATES.has(lower)) {
      this.stack.push({ ...frame("subordinate"), under: lower });
    } else if (lower === "that" && pos === "SCONJ" && this.tokens[at - 1]?.pos !== "ADP")
      this.readThat(at);
    else if (pos === "CCONJ") [top.parted, top.comma] = [true, false];
  }

  /** "the house that the shell hit", "said that two died". */
  readThat(at: number): void {
    const beside = this.before !== null && this.before.to === at ? this.before : null;
    // "told the council that".
    const told = beside === this.top.last && CLAUSAL.has(this.top.verb?.lemma ?? "");
    const of = told ? null : beside;
    this.stack.push(of === null ? frame("subordinate") : frame("relative", of));
  }

  opensAside(at: number): boolean {
    const close = this.tokens.findIndex((_, i) => i > at && this.parts.isSpaced(i));
    return this.parts.isSpaced(at) && !this.hasAside() && close !== -1;
  }

  /** "KALLIN (Northern Wire) - At least": a single dash, before which nothing is said. */
  isBare(at: number): boolean {
    return this.parts.isSpaced(at) && !this.hasAside() && !this.opensAside(at);
  }

  hasAside(): boolean {
    return this.stack.some(({ kind }) => kind === "aside");
  }

  readPhrase(phrase: NounPhrase): void {
    const first = this.tokens[phrase.from];
    const lower = first?.lower ?? "";
    if (WHO.has(lower) && this.readRelative(phrase, lower)) return;
    if (phrase.from === this.objectAt || isNobody(this.tokens, phrase)) return;
    const led = ledBy(this.tokens, phrase);
    const number = this.tokens.slice(phrase.from, phrase.to).every(({ pos }) => pos === "NUM");
    this.aged &&= number;
    // "Betha Sorn, 61, was killed".
    const age = number && this.top.comma && this.tokens[phrase.to]?.text === ",";
    // "since 2022", "aged 9 and 13".
    if (led === "of" || led === "at" || this.aged || age || isYear(this.tokens, phrase)) return;
    if (this.readZero(phrase)) return;
    // "after six of them were killed".
    if (led === "after") this.stack.push(frame("soft"));
    const own = this.top;
    const { parted, comma } = own;
    [own.parted, own.comma, own.marks] = [false, false, 0];
    if (own.verb !== null) {
      own.earlier = comma ? own.last : null;
      own.start = this.startOf(own, phrase);
      [own.last, own.parted] = [phrase, parted];
      return;
    }
    // "no fewer than five guards".
    // "Four days later two men died".
    const anew =
      own.subject === null ||
      isBoundOf(this.tokens, own.subject, phrase) ||
      isTime(this.tokens, own.subject);
    if (anew) {
      [own.subject, own.joined] = [phrase, null];
      return;
    }
    const link = this.tokens[phrase.from - 1]?.lower ?? "";
    if (isOneOf(link, "and|or|&|nor") || own.joined !== null)
      [own.joinedBefore, own.joined] = [own.joined, phrase];
    own.last = phrase;
  }

  /** Where a list begins that a phrase after the verb goes on with; an object, and what follows a comma and "and", are in none that is a subject's. */
  startOf({ last, start, verb, comma }: Frame, phrase: NounPhrase): NounPhrase {
    const link = this.tokens[phrase.from - 1];
    const object = last === null || last.from === verb?.to || start?.from === verb?.to;
    const joins = link?.pos === "CCONJ" ? this.tokens[phrase.from - 2]?.text !== "," : comma;
    return object || !joins ? phrase : (start ?? phrase);
  }

  /** "the line the raid had brought down": a clause right after its noun, without a pronoun. */
  readZero(phrase: NounPhrase): boolean {
    const { before } = this;
    if (before === null || before.to !== phrase.from) return false;
    let at = phrase.to;
    while (this.tokens[at]?.pos === "ADV") at++;
    if (!this.verbs.some(({ from, form }) => from === at && form === "finite")) return false;
    const pronoun = isOneOf(this.tokens[phrase.from]?.lower, "they|he|she|we|i|it|you");
    const known =
      this.top.subject === before || this.top.last === before || this.objectAt === before.from;
    if (!known && !pronoun) return false;
    if (isTime(this.tokens, before)) return false;
    const clause = frame("relative", before);
    clause.subject = phrase;
    this.stack.push(clause);
    return true;
  }

  /** "six dockers, two of whom were boys": the two, in a clause of their own. */
  readWhole(phrase: NounPhrase): void {
    const part = this.nouns.find(({ to }) => to === phrase.from - 1);
    if (part === undefined) return;
    const { top } = this;
    // The part was taken for a phrase of the clause around it.
    if (top.last === part) top.last = top.earlier;
    if (top.joined === part) top.joined = top.joinedBefore;
    this.stack.push({ ...frame("relative"), subject: part });
  }

  /** A relative pronoun, or "that" before a clause; false where the words are something else. */
  readRelative(phrase: NounPhrase, lower: string): boolean {
    const alone = phrase.to - phrase.from === 1;
    if (!alone && lower !== "whose") return false;
    if (lower === "what") {
      this.stack.push(frame("relative", phrase));
      return true;
    }
    const led = this.tokens[phrase.from - 1];
    if (led?.lower === "of" && isOneOf(lower, "whom|which")) {
      this.readWhole(phrase);
      return true;
    }
    // "in which two died".
    if (led?.pos === "ADP" && lower !== "that") {
      this.stack.push(frame("subordinate"));
      return true;
    }
    const comma = led?.text === "," || led?.pos === "CCONJ";
    const beside = this.before !== null && this.before.to >= phrase.from - (comma ? 3 : 1);
    if (lower === "that" && (!beside || comma)) {
      this.stack.push(frame("subordinate"));
      return true;
    }
    if (this.top.kind === "soft" && this.top.verb === null) this.stack.pop();
    // "who ran and who fell": of the same.
    const again =
      led?.pos === "CCONJ" && this.top.kind === "relative" && this.top.verb !== null
        ? this.stack.pop()
        : undefined;
    const antecedent = again?.antecedent ?? this.parts.antecedent(phrase, this.before);
    const clause =
      lower === "whose"
        ? { ...frame("relative", antecedent), open: false }
        : frame("relative", antecedent);
    if (lower === "whose" && !alone) clause.subject = phrase;
    this.stack.push(clause);
    return true;
  }

  readVerb(verb: VerbGroup, index: number): void {
    const own = this.found[index];
    if (own === undefined) return;
    own.under = this.top.under;
    if (this.tokens[verb.main]?.lower === "aged") {
      this.aged = true;
      return;
    }
    this.objectAt = -1;
    // "being treated", "having lost".
    const ing = (this.tokens[verb.from]?.lower ?? "").endsWith("ing");
    if (verb.form === "infinitive" || verb.form === "gerund" || ing) {
      this.readNonfinite(verb, index);
      return;
    }
    if (this.isTeller(verb)) {
      own.subject = this.top.last;
      this.top.last = null;
      return;
    }
    const bare = isBareParticiple(this.tokens, verb);
    const previous = this.verbs[index - 1];
    if (bare && this.readParticiple(verb, index, previous)) return;
    this.closeFor(verb);
    const { top } = this;
    own.under = top.under;
    if (top.verb === null) {
      this.begin(top, verb, index);
      return;
    }
    if (
      this.parts.goesOn(verb) ||
      (top.last !== null &&
        this.tokens[verb.from - 1]?.text === "," &&
        top.earlier === null &&
        top.marks === 1)
    ) {
      this.goOn(top, verb, index);
      return;
    }
    if (top.last !== null) {
      const closed = this.tokens[verb.from - 1]?.text === ",";
      own.subject = closed ? (top.earlier ?? top.last) : top.last;
      own.first = own.subject === top.last ? top.start : own.subject;
      const clause = frame("subordinate");
      [clause.subject, clause.verb] = [own.subject, verb];
      this.stack.push(clause);
      return;
    }
    // "three people hurt on Sunday have died": the first of two was a participle.
    const lead = this.found[this.verbs.indexOf(top.verb)];
    if (lead === undefined) return;
    if (this.parts.isOpenParticiple(top.verb)) {
      lead.reduced = true;
      own.subject = lead.subject;
      top.verb = verb;
    } else if (bare && top.verb.lemma === "be") own.subject = lead.subject;
  }

  goOn(top: Frame, verb: VerbGroup, index: number): void {
    const first = top.verb === null ? undefined : this.found[this.verbs.indexOf(top.verb)];
    const own = this.found[index];
    if (own === undefined) return;
    [own.subject, own.first, own.object, own.lead] = [
      first?.subject ?? null,
      first?.first ?? null,
      first?.object ?? null,
      top.verb,
    ];
    top.verb = verb;
    [top.last, top.earlier] = [null, null];
  }

  /** A participle that describes the noun right before it, or stands first in its sentence, or goes on from an auxiliary; false where it is a clause's verb. */
  readParticiple(verb: VerbGroup, index: number, previous: VerbGroup | undefined): boolean {
    const own = this.found[index];
    const object = this.nouns.some(({ from }) => from === verb.to);
    if (own === undefined || object || INTRANSITIVE.has(verb.lemma)) return false;
    const { top } = this;
    // "are confirmed killed", "were, it is said, brought down".
    if (previous !== undefined && previous.to === verb.from) {
      own.subject = this.found[index - 1]?.subject ?? null;
      return true;
    }
    const more = this.parts.hasFiniteAfter(index);
    if (
      top.verb === null &&
      top.subject === null &&
      this.stack.length === 1 &&
      this.before === null &&
      more
    ) {
      this.waiting.push(index);
      own.reduced = true;
      return true;
    }
    // "a rocket fired from the hills", "the 11 people injured": of a noun that can be no subject.
    const { before } = this;
    const beside =
      before !== null &&
      this.parts.isBeside(before, verb) &&
      this.tokens[before.head]?.pos !== "PRON";
    const next = this.verbs.find(({ form }, i) => i > index && form === "finite");
    // "four drones packed with explosives slammed": the verb of the first participle's noun.
    const participle = top.verb !== null && this.parts.isOpenParticiple(top.verb);
    if (participle && (next === undefined || this.parts.goesOn(next))) return false;
    const pending = top.verb === null && top.subject !== null;
    if (pending && (next === undefined || this.parts.goesOn(next))) return false;
    if (beside && before !== top.last && before !== top.subject && before !== top.joined) {
      [own.subject, own.reduced] = [this.parts.countedPart(before) ?? before, true];
      return true;
    }
    // "There was a car parked outside".
    if (
      beside &&
      top.verb !== null &&
      before === top.last &&
      !top.parted &&
      !CLAUSAL.has(top.verb.lemma)
    ) {
      [own.subject, own.reduced] = [this.parts.countedPart(before) ?? before, true];
      return true;
    }
    return false;
  }

  /** Gives up clauses that have their verb, where this one belongs to a clause around them. */
  closeFor(verb: VerbGroup): void {
    while (this.stack.length > 1) {
      const { top } = this;
      if (top.kind === "soft" && top.verb === null && !this.isSoftSubject(top, verb)) {
        this.stack.pop();
        continue;
      }
      if (top.verb === null || this.parts.goesOn(verb)) return;
      const outer = this.stack.findLast(
        (each, i) => i < this.stack.length - 1 && each.verb === null && each.subject !== null,
      );
      // "who were at the gate, two guards died".
      const after =
        top.last !== null &&
        this.tokens[top.last.from - 1]?.text === "," &&
        this.parts.isBeside(top.last, verb);
      const begins = top.last !== null && top.parted && (top.kind !== "relative" || after);
      // "who said the bridge was hit died".
      const clause = top.last !== null && CLAUSAL.has(top.verb.lemma);
      const enough = clause && this.parts.hasFiniteAfter(this.verbs.indexOf(verb));
      if (outer !== undefined && !enough && !begins) {
        while (this.top !== outer) this.stack.pop();
        return;
      }
      // "…, and ten people who lived there have died": the clause of whom the pronoun stands for.
      const parent = this.stack[this.stack.length - 2];
      if (top.kind === "relative" && top.last === null && parent?.last === top.antecedent) {
        this.stack.pop();
        return;
      }
      // "When the drone hit the bus, four were hurt."
      if (!begins) return;
      const { last, start } = top;
      this.stack.pop();
      const under = this.top;
      if (under.verb === null && under.subject === null) {
        under.subject = start ?? last;
        under.joined = start === last ? null : last;
      } else [under.last, under.start, under.parted, under.earlier] = [last, start, true, null];
    }
  }

  /** "after six of them were killed": whether the phrase of time is a subject, since nothing else can be. */
  isSoftSubject(top: Frame, verb: VerbGroup): boolean {
    const under = this.stack[this.stack.length - 2];
    if (top.subject === null || under === undefined) return false;
    if (this.tokens[top.subject.head]?.pos === "PRON") return true;
    const whole = this.before ?? top.subject;
    if (!this.parts.isBeside(whole, verb)) return false;
    // "after a drone crashed": no auxiliary.
    const plain = verb.from === verb.main && this.tokens[top.subject.from - 1]?.lower !== "since";
    if (under.verb === null)
      return (
        under.subject === null ||
        isTime(this.tokens, under.subject) ||
        plain ||
        this.parts.hasFiniteAfter(this.verbs.indexOf(verb))
      );
    return plain || !this.parts.isOpenParticiple(under.verb);
  }

  begin(top: Frame, verb: VerbGroup, index: number): void {
    const own = this.found[index];
    if (own === undefined) return;
    top.verb = verb;
    if (top.kind === "relative" && top.open) {
      own.subject = this.parts.subjectOf(top, verb) ?? top.antecedent;
      if (top.subject !== null) own.object = top.antecedent;
      top.open = false;
    } else own.subject = this.parts.subjectOf(top, verb);
    own.first = own.subject === top.joined ? top.subject : own.subject;
    [top.last, top.earlier] = [null, null];
    if (top.kind !== "main") return;
    for (const each of this.waiting) {
      const one = this.found[each];
      if (one !== undefined) one.subject = own.subject;
    }
    this.waiting = [];
  }

  readNonfinite(verb: VerbGroup, index: number): void {
    const own = this.found[index];
    if (own === undefined) return;
    const { top } = this;
    this.objectAt = verb.to;
    const beside = this.nouns.find(({ to }) => to === verb.from);
    if (verb.form !== "infinitive" && beside !== undefined)
      own.subject = this.parts.countedPart(beside) ?? beside;
    else if (top.verb === null && top.subject === null) this.waiting.push(index);
    else if (top.verb === null) own.subject = top.subject;
    else own.subject = this.found[this.verbs.indexOf(top.verb)]?.subject ?? null;
  }

  /** "three drones, police said, were downed": who tells it, between marks. */
  isTeller(verb: VerbGroup): boolean {
    const { top } = this;
    return (
      CLAUSAL.has(verb.lemma) &&
      !verb.passive &&
      top.subject !== null &&
      top.verb === null &&
      top.last !== null &&
      top.last !== top.joined &&
      this.tokens[verb.to]?.text === "," &&
      this.parts.hasFiniteAfter(this.verbs.indexOf(verb))
    );
  }
}
