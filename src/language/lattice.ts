import { PLACEHOLDER } from "./characters.js";
import type { Dictionary } from "./dictionary-data.js";

const WINDOW = 16_384;

/** Trie states: not looked up yet, and none. */
const UNSET = -2;
const NONE = -1;

const placeholder = PLACEHOLDER.charCodeAt(0);

/**
 * The cheapest way through a text in the words of the dictionary (Viterbi), the same that kuromoji finds: same
 * candidates, same costs, and the same choice between ways that cost the same (the node made first). Its buffers are
 * kept from text to text.
 *
 * Nodes are numbered as they are made, by where they begin. Those that end at one place form a chain.
 */
export class Lattice {
  /** The words found: for each where it ends, and its id; an unknown word's id is `-1 - id`. */
  ends = new Int32Array(256);
  ids = new Int32Array(256);
  count = 0;

  private readonly classOfPlaceholder: number;
  private nodes = 0;
  private cost = new Float64Array(4096);
  private id = new Int32Array(4096);
  private previous = new Int32Array(4096);
  private end = new Int32Array(4096);
  private right = new Int32Array(4096);
  private chain = new Int32Array(4096);
  private marked = new Uint8Array(4096);
  /** For each place in the sentence, the last node that ends there, or -1. */
  private lastAt = new Int32Array(512);
  private from = 0;
  /** Where the node that reaches furthest ends. */
  private reach = 0;

  /** The nodes that end where the next ones begin, with their rows of the cost matrix and their costs. */
  private ways = new Int32Array(64);
  private wayRows = new Int32Array(64);
  private wayCosts = new Float64Array(64);
  private wayCount = 0;
  /** Where each first character leads in the trie, once it has been met. */
  private readonly firstStates = new Int32Array(0x10000).fill(UNSET);

  /** @param window The number of nodes after which what is decided is let go; it never changes what is found. */
  constructor(
    private readonly dictionary: Dictionary,
    private readonly window = WINDOW,
  ) {
    this.classOfPlaceholder = dictionary.classes["名".charCodeAt(0)] as number;
  }

  /** Forgets the words found. */
  clear(): void {
    this.count = 0;
    if (this.ends.length > 1 << 18) {
      this.ends = new Int32Array(256);
      this.ids = new Int32Array(256);
    }
  }

  /** Splits the sentence `text.slice(from, to)` into words and adds them to those found before. */
  split(text: string, from: number, to: number): void {
    const { invoke, group } = this.dictionary;
    this.startSentence(from, to);
    let start = from;
    let lookAt = this.window;
    let runStart = from;
    let runEnd = from;
    for (let at = from; at < to; ) {
      if (this.nodes > lookAt) {
        lookAt = this.nodes * 2;
        const decided = this.decided(at);
        const end = this.end[decided] as number;
        // What comes after the decided part is done again, so it must be the smaller part.
        if ((end - start) * 2 >= at - start) {
          this.collect(decided);
          this.startAfter(this.right[decided] as number, end);
          lookAt = this.window;
          start = end;
          at = end;
          continue;
        }
      }
      if ((this.lastAt[at - from] as number) < 0) {
        at++;
        continue;
      }
      this.gather(at);
      const code = text.charCodeAt(at);
      const kind = this.classOf(code);
      const found = this.addKnown(text, at, to);
      if (!found || invoke[kind] === 1) {
        let end = at + pairOrOne(text, at, to);
        if (group[kind] === 1) {
          if (at < runStart || at >= runEnd) {
            runStart = at;
            runEnd = end;
            while (runEnd < to && this.classOf(text.charCodeAt(runEnd)) === kind) runEnd += pairOrOne(text, runEnd, to);
          }
          end = runEnd;
        }
        this.addUnknown(kind, end);
      }
      at++;
    }
    if (to === from) return;
    this.gather(to);
    this.add(0, 0, 0, to);
    this.collect(this.previous[this.nodes - 1] as number);
  }

  /** The ids of the dictionary's words that are written so. */
  wordsOf(surface: string): number[] {
    const { list } = this.dictionary.known;
    let state = 0;
    for (let i = 0; i < surface.length && state !== NONE; i++) state = this.step(state, surface.charCodeAt(i));
    const at = state === NONE ? 0 : this.listAt(state);
    if (!at) return [];
    return Array.from({ length: list[at] as number }, (_, i) => list[at + 1 + i * 3] as number);
  }

  private classOf(code: number): number {
    if (code === placeholder) return this.classOfPlaceholder;
    if (code >= 0xd800 && code <= 0xdbff) return this.dictionary.defaultClass;
    return this.dictionary.classes[code] as number;
  }

  private startSentence(from: number, to: number): void {
    if (this.lastAt.length < to - from + 1 || this.lastAt.length > 1 << 20) {
      this.lastAt = new Int32Array(Math.max(512, to - from + 1));
    }
    if (this.cost.length > WINDOW * 8) this.resize(WINDOW);
    this.from = from;
    this.reach = to;
    this.startAfter(0, from);
  }

  /** Starts afresh at `at`, after a word with this right context (0: the beginning of a sentence). */
  private startAfter(right: number, at: number): void {
    this.lastAt.fill(-1, at - this.from, this.reach - this.from + 1);
    this.nodes = 1;
    this.cost[0] = 0;
    this.previous[0] = -1;
    this.end[0] = at;
    this.right[0] = right;
    this.chain[0] = -1;
    this.lastAt[at - this.from] = 0;
    this.reach = at;
  }

  /** Collects the ways that lead to `at`, the one made last first. */
  private gather(at: number): void {
    const { contexts } = this.dictionary;
    const { cost, right, chain } = this;
    let count = 0;
    for (let node = this.lastAt[at - this.from] as number; node >= 0; node = chain[node] as number) {
      if (count === this.ways.length) this.widen(count * 2);
      this.ways[count] = node;
      this.wayRows[count] = (right[node] as number) * contexts + 2;
      this.wayCosts[count++] = cost[node] as number;
    }
    this.wayCount = count;
  }

  /** Adds the dictionary's words that begin at `at`; false when there are none. */
  private addKnown(text: string, at: number, to: number): boolean {
    const { list } = this.dictionary.known;
    const first = text.charCodeAt(at);
    if (first === placeholder) return false;
    let found = false;
    let state = this.firstStates[first] as number;
    if (state === UNSET) state = this.firstStates[first] = this.step(0, first);
    for (let i = at; state !== NONE; state = ++i < to ? this.step(state, text.charCodeAt(i)) : NONE) {
      let at = this.listAt(state);
      if (!at) continue;
      found = true;
      for (let count = list[at++] as number; count > 0; count--, at += 3) {
        this.add(list[at] as number, list[at + 1] as number, list[at + 2] as number, i + 1);
      }
    }
    return found;
  }

  /** Where the list of the words begins that end in a state of the trie; 0: there are none. */
  private listAt(state: number): number {
    const { trie } = this.dictionary;
    // NUL ends a word in the double array.
    const leaf = 2 * (trie[2 * state] as number);
    return trie[leaf + 1] === state ? (trie[leaf] as number) : 0;
  }

  /** Where one character leads in the trie. */
  private step(from: number, code: number): number {
    const { trie } = this.dictionary;
    let state = from;
    let child: number;
    if (code < 0x80) {
      if (code === 0) return NONE;
      child = (trie[2 * state] as number) + code;
    } else {
      let lead: number;
      if (code < 0x800) lead = 0xc0 | (code >> 6);
      else {
        // The dictionary has no words with surrogates.
        if (code >= 0xd800 && code <= 0xdfff) return NONE;
        child = (trie[2 * state] as number) + (0xe0 | (code >> 12));
        if (trie[2 * child + 1] !== state) return NONE;
        state = child;
        lead = 0x80 | ((code >> 6) & 0x3f);
      }
      child = (trie[2 * state] as number) + lead;
      if (trie[2 * child + 1] !== state) return NONE;
      state = child;
      child = (trie[2 * state] as number) + (0x80 | (code & 0x3f));
    }
    return trie[2 * child + 1] === state ? child : NONE;
  }

  private addUnknown(kind: number, end: number): void {
    const { unknownAt, unknown } = this.dictionary;
    const { list } = unknown;
    let at = unknownAt[kind] as number;
    for (let count = list[at++] as number; count > 0; count--, at += 3) {
      this.add(-1 - (list[at] as number), list[at + 1] as number, list[at + 2] as number, end);
    }
  }

  private add(id: number, contexts: number, wordCost: number, end: number): void {
    if (this.nodes === this.cost.length) this.resize(this.nodes * 2);
    const node = this.nodes++;
    const { costs } = this.dictionary;
    const { wayRows, wayCosts, wayCount } = this;
    const left = contexts >> 16;
    let best = Number.MAX_VALUE;
    let bestWay = 0;
    for (let way = 0; way < wayCount; way++) {
      const total = (wayCosts[way] as number) + (costs[(wayRows[way] as number) + left] as number);
      // Of equals the node made first, as in kuromoji.
      if (total <= best) {
        best = total;
        bestWay = way;
      }
    }
    this.cost[node] = best + wordCost;
    this.previous[node] = this.ways[bestWay] as number;
    this.id[node] = id;
    this.end[node] = end;
    this.right[node] = contexts & 0xffff;
    this.chain[node] = this.lastAt[end - this.from] as number;
    this.lastAt[end - this.from] = node;
    if (end > this.reach) this.reach = end;
  }

  /**
   * The last node that every way still open at `at` goes through; 0 is the start. Whatever follows, the words up to
   * there are settled, and going on from that node alone finds the same words as going on from all.
   */
  private decided(at: number): number {
    const { marked, end, previous } = this;
    let open = 0;
    for (let node = 0; node < this.nodes; node++) {
      const isOpen = (end[node] as number) >= at;
      marked[node] = isOpen ? 1 : 0;
      if (isOpen) open++;
    }
    let node = this.nodes - 1;
    for (; node > 0; node--) {
      if (marked[node] === 0) continue;
      if (open === 1) break;
      const before = previous[node] as number;
      if (marked[before] === 1) open--;
      else marked[before] = 1;
    }
    return node;
  }

  /** Adds the words of the way that ends in `last` to those found. */
  private collect(last: number): void {
    let size = 0;
    for (let node = last; node > 0; node = this.previous[node] as number) size++;
    if (this.count + size > this.ends.length) {
      const capacity = Math.max(this.count + size, this.ends.length * 2);
      this.ends = grown(this.ends, new Int32Array(capacity));
      this.ids = grown(this.ids, new Int32Array(capacity));
    }
    this.count += size;
    let slot = this.count;
    for (let node = last; node > 0; node = this.previous[node] as number) {
      slot--;
      this.ends[slot] = this.end[node] as number;
      this.ids[slot] = this.id[node] as number;
    }
  }

  private widen(capacity: number): void {
    this.ways = grown(this.ways, new Int32Array(capacity));
    this.wayRows = grown(this.wayRows, new Int32Array(capacity));
    this.wayCosts = grown(this.wayCosts, new Float64Array(capacity));
  }

  private resize(capacity: number): void {
    this.cost = grown(this.cost, new Float64Array(capacity));
    this.id = grown(this.id, new Int32Array(capacity));
    this.previous = grown(this.previous, new Int32Array(capacity));
    this.end = grown(this.end, new Int32Array(capacity));
    this.right = grown(this.right, new Int32Array(capacity));
    this.chain = grown(this.chain, new Int32Array(capacity));
    this.marked = new Uint8Array(capacity);
  }
}

function grown<T extends Int32Array | Float64Array>(from: T, to: T): T {
  to.set(from.length > to.length ? from.subarray(0, to.length) : from);
  return to;
}

/** Length in UTF-16 units of the character at `at`. */
function pairOrOne(text: string, at: number, to: number): number {
  const high = text.charCodeAt(at);
  if (high < 0xd800 || high > 0xdbff || at + 1 >= to) return 1;
  const low = text.charCodeAt(at + 1);
  return low >= 0xdc00 && low <= 0xdfff ? 2 : 1;
}
