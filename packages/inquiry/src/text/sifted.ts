/**
 * A pattern that is tried only where a text has the letters that no match can do without: "sources?\b|unnamed" needs "source" or "unnamed". A long
 * pattern takes longer to compile than a whole paragraph to read, and most are never needed: nothing in the text at hand comes near them.
 */
export class Sifted {
  readonly #pattern: RegExp;
  #needed: readonly string[] | null | undefined = undefined;

  constructor(pattern: RegExp) {
    this.#pattern = pattern;
  }

  test(text: string): boolean {
    return this.#mayMatch(text) && this.#pattern.test(text);
  }

  exec(text: string): RegExpExecArray | null {
    return this.#mayMatch(text) ? this.#pattern.exec(text) : null;
  }

  #mayMatch(text: string): boolean {
    if (this.#needed === undefined) this.#needed = neededBy(this.#pattern);
    const needed = this.#needed;
    if (needed === null) return true;
    // The same words are held against many patterns in a row.
    if (last.text !== text) last = { text, small: text.toLowerCase() };
    const { small } = last;
    for (let i = 0; i < needed.length; i++) if (small.includes(needed[i] ?? "")) return true;
    return false;
  }
}

let last = { text: "", small: "" };

/** A pattern without memory (flags `g` and `y`) that is compiled when a text may match it. */
export const sifted = (pattern: RegExp): Sifted => new Sifted(pattern);

/** Several patterns of which a text may match any: each is compiled by itself. */
export const anyOf = (...patterns: readonly RegExp[]): Pick<Sifted, "test"> => {
  const all = patterns.map(sifted);
  return { test: (text) => all.some((each) => each.test(text)) };
};

/** The first place where one of several patterns matches a text; of those at one place the first. */
export function firstOf(patterns: readonly Sifted[], text: string): RegExpExecArray | null {
  let first: RegExpExecArray | null = null;
  for (const pattern of patterns) {
    const found = pattern.exec(text);
    if (found !== null && (first === null || found.index < first.index)) first = found;
  }
  return first;
}

/** Small letters of which each match has at least one run; null where the pattern shows none. */
export function neededBy({ source, flags }: RegExp): readonly string[] | null {
  const needed = new Needs(source, flags).read();
  return needed !== null && needed.every((run) => run.length >= RUN_LEAST) ? needed : null;
}

/** Letters that say something by standing in a text, at least. */
const RUN_LEAST = 2;
/** Runs of which one is looked for, at most. */
const RUNS_MAX = 64;

type Need = readonly string[] | null;

/** The better of two: of the longer runs, and of fewer. */
function better(one: Need, other: Need): Need {
  if (one === null || other === null) return one ?? other;
  const [a, b] = [shortest(one), shortest(other)];
  return a > b || (a === b && one.length <= other.length) ? one : other;
}

const shortest = (runs: readonly string[]): number => Math.min(...runs.map(({ length }) => length));

/** Letters that stand for themselves, the last of them with no quantifier; the head of a group; what is escaped; a class; a quantifier; any other. */
const TOKEN =
  /[a-z\d ,;:'"&@#%~=<>/-]+(?![?*+{])|\(\?(?:[:=!]|<(?:[=!]|[^>]*>))|\\(?:[pPu]\{[^}]*\}|k<[^>]*>|u[\da-f]{4}|x[\da-f]{2}|c[a-z]|[^])|\[(?:\\[^]|[^\]\\])*\]|[?*+]\??|\{\d+(?:,\d*)?\}\??|[^]/gi;

/** Reads a pattern's source by recursive descent. What it does not know ends a run, and asks for nothing. */
class Needs {
  readonly #tokens: readonly string[];
  /** Letters that patterns of these flags find in other letters, too: with `iu`, "s" and "k" stand for a long s and the sign of kelvin. */
  readonly #shy: RegExp | null;
  #at = 0;

  constructor(source: string, flags: string) {
    this.#tokens = source.match(TOKEN) ?? [];
    this.#shy = flags.includes("i") && /[uv]/.test(flags) ? /[sk]/i : null;
  }

  read(): Need {
    return this.#alternatives();
  }

  #alternatives(): Need {
    const all: string[] = [];
    let known = true;
    for (;;) {
      const own = this.#sequence();
      if (own === null) known = false;
      else all.push(...own);
      if (this.#tokens[this.#at] !== "|") break;
      this.#at++;
    }
    return known && all.length <= RUNS_MAX ? all : null;
  }

  #sequence(): Need {
    let [best, run]: [Need, string] = [null, ""];
    for (;;) {
      const token = this.#tokens[this.#at];
      if (token === undefined || token === "|" || token === ")") break;
      this.#at++;
      // What takes no room parts no run; what is only looked at before or behind is not asked for.
      if (ROOMLESS.has(token)) {
        if (token.startsWith("(")) this.#group();
        continue;
      }
      const opens = token.startsWith("(");
      const part = opens ? this.#group() : this.#lettersOf(token);
      const least = this.#least();
      if (typeof part === "string" && least > 0) run += part;
      if (typeof part === "string" && least === 1) continue;
      if (run !== "") best = better(best, [run]);
      run = "";
      if (typeof part !== "string" && least > 0) best = better(best, part);
    }
    return run === "" ? best : better(best, [run]);
  }

  /** Past a group, to what it needs. */
  #group(): Need {
    const inner = this.#alternatives();
    this.#at++;
    return inner;
  }

  /** Letters that a token stands for, in small form; null where it may be many things. */
  #lettersOf(token: string): string | null {
    let letters = token;
    if (token.length === 4 && token.startsWith("[")) {
      // "[Tt]" is one letter; any other class is many.
      const [one = "", other = ""] = token.slice(1);
      if (one.toLowerCase() !== other.toLowerCase() || one === "\\") return null;
      letters = one;
    } else if (token.startsWith("\\")) {
      if (token.length > 2 || /\w/.test(token)) return null;
      letters = token.slice(1);
    } else if (token === "." || token.startsWith("[")) return null;
    return this.#shy?.test(letters) === true || !ASCII.test(letters) ? null : letters.toLowerCase();
  }

  /** How often the part before must stand at least, by the quantifier behind it: 2 for "once, and maybe again". */
  #least(): number {
    const sign = this.#tokens[this.#at];
    if (sign === undefined || !QUANTIFIERS.has(sign[0] ?? "")) return 1;
    this.#at++;
    return sign.startsWith("+") || (sign.startsWith("{") && sign[1] !== "0") ? 2 : 0;
  }
}

const ROOMLESS: ReadonlySet<string> = new Set([
  "^",
  "$",
  "\\b",
  "\\B",
  "(?=",
  "(?!",
  "(?<=",
  "(?<!",
]);
const QUANTIFIERS: ReadonlySet<string> = new Set(["?", "*", "+", "{"]);
const ASCII = /^[ -~]+$/;
