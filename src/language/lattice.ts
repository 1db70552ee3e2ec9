import { PLACEHOLDER } from "./characters.js";
import type { Dictionary } from "./dictionary-data.js";

/** Nodes after which the ways so far are looked at, so that what is decided can be let go. */
const WINDOW = 16_384;

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

  /** The nodes that end where the next ones begin, the cheapest for each right context. */
  private readonly ways: Int32Array;
  private readonly wayRights: Int32Array;
  private readonly wayCosts: Float64Array;
  private wayCount = 0;
  /** Goes up with each place; what the arrays by context hold is of this place only where `…Seen` says so. */
  private place = 0;
  private readonly rightSeen: Int32Array;
  private readonly rightWay: Int32Array;
  private readonly leftSeen: Int32Array;
  private readonly leftNode: Int32Array;
  private readonly leftCost: Float64Array;
  private readonly costsOf: (Int16Array | undefined)[];

  constructor(private readonly dictionary: Dictionary) {
    const { contexts, classes } = dictionary;
    this.classOfPlaceholder = classes["名".charCodeAt(0)] as number;
    this.ways = new Int32Array(contexts);
    this.wayRights = new Int32Array(contexts);
    this.wayCosts = new Float64Array(contexts);
    this.rightSeen = new Int32Array(contexts);
    this.rightWay = new Int32Array(contexts);
    this.leftSeen = new Int32Array(contexts);
    this.leftNode = new Int32Array(contexts);
    this.leftCost = new Float64Array(contexts);
    this.costsOf = new Array(contexts).fill(undefined);
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
    let lookAt = WINDOW;
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
          lookAt = WINDOW;
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
    this.reachLeft(0);
    this.collect(this.leftNode[0] as number);
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

  /** Collects the ways that lead to `at`; of those with one right context only the cheapest can go on. */
  private gather(at: number): void {
    const { cost, right, chain, ways, wayRights, wayCosts, rightSeen, rightWay } = this;
    const place = ++this.place;
    let count = 0;
    for (let node = this.lastAt[at - this.from] as number; node >= 0; node = chain[node] as number) {
      const context = right[node] as number;
      let way = count;
      if (rightSeen[context] === place) {
        way = rightWay[context] as number;
        if ((cost[node] as number) > (wayCosts[way] as number)) continue;
      } else {
        rightSeen[context] = place;
        rightWay[context] = count++;
      }
      ways[way] = node;
      wayRights[way] = context;
      wayCosts[way] = cost[node] as number;
    }
    this.wayCount = count;
  }

  /** The cheapest way to a word with this left context that begins here: `leftNode` and `leftCost`. */
  private reachLeft(left: number): void {
    const { ways, wayRights, wayCosts } = this;
    const costs = this.costsOf[left] ?? this.readCosts(left);
    let best = Number.MAX_VALUE;
    let bestNode = -1;
    for (let way = 0; way < this.wayCount; way++) {
      const total = (wayCosts[way] as number) + (costs[wayRights[way] as number] as number);
      if (total < best || (total === best && (ways[way] as number) < bestNode)) {
        best = total;
        bestNode = ways[way] as number;
      }
    }
    this.leftSeen[left] = this.place;
    this.leftNode[left] = bestNode;
    this.leftCost[left] = best;
  }

  /** The dictionary's costs lie by right context; gathering a column once keeps later look-ups close together. */
  private readCosts(left: number): Int16Array {
    const { costs, contexts } = this.dictionary;
    const column = new Int16Array(contexts);
    for (let right = 0; right < contexts; right++) column[right] = costs[right * contexts + left + 2] as number;
    this.costsOf[left] = column;
    return column;
  }

  /** Adds the dictionary's words that begin at `at`; false when there are none. */
  private addKnown(text: string, at: number, to: number): boolean {
    const { trie, known } = this.dictionary;
    const { list, listAt } = known;
    if (text.charCodeAt(at) === placeholder) return false;
    let found = false;
    // States are kept doubled, as indexes of the trie.
    let state = 0;
    for (let i = at; i < to; i++) {
      const code = text.charCodeAt(i);
      let child: number;
      if (code < 0x80) {
        // NUL ends a word in the double array.
        if (code === 0) return found;
        child = ((trie[state] as number) + code) << 1;
      } else {
        let lead: number;
        if (code < 0x800) lead = 0xc0 | (code >> 6);
        else {
          // The dictionary has no words with surrogates.
          if (code >= 0xd800 && code <= 0xdfff) return found;
          child = ((trie[state] as number) + (0xe0 | (code >> 12))) << 1;
          if (trie[child + 1] !== state >> 1) return found;
          state = child;
          lead = 0x80 | ((code >> 6) & 0x3f);
        }
        child = ((trie[state] as number) + lead) << 1;
        if (trie[child + 1] !== state >> 1) return found;
        state = child;
        child = ((trie[state] as number) + (0x80 | (code & 0x3f))) << 1;
      }
      if (trie[child + 1] !== state >> 1) return found;
      state = child;
      const leaf = (trie[state] as number) << 1;
      if (trie[leaf + 1] !== state >> 1) continue;
      found = true;
      let at = listAt[-(trie[leaf] as number) - 1] as number;
      for (let count = list[at++] as number; count > 0; count--, at += 3) {
        this.add(list[at] as number, list[at + 1] as number, list[at + 2] as number, i + 1);
      }
    }
    return found;
  }

  private addUnknown(kind: number, end: number): void {
    const { list, listAt } = this.dictionary.unknown;
    let at = listAt[kind] as number;
    for (let count = list[at++] as number; count > 0; count--, at += 3) {
      this.add(-1 - (list[at] as number), list[at + 1] as number, list[at + 2] as number, end);
    }
  }

  private add(id: number, contexts: number, wordCost: number, end: number): void {
    if (this.nodes === this.cost.length) this.resize(this.nodes * 2);
    const left = contexts >> 16;
    if (this.leftSeen[left] !== this.place) this.reachLeft(left);
    const node = this.nodes++;
    this.cost[node] = (this.leftCost[left] as number) + wordCost;
    this.previous[node] = this.leftNode[left] as number;
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
