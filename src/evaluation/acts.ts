import { Call, type Engine } from "../call.js";
import type { Act } from "../dialogue/acts.js";
import { HOLDS } from "../dialogue/facts.js";
import type { Corpus } from "./corpus.js";
import { type Rates, rates, type Tally } from "./score.js";

/** How the acts read in labelled lines compare with their labels, by act. */
export interface ActScore {
  byAct: Record<string, Rates>;
  misses: (Corpus["acts"][number] & { certainty: number })[];
}

export function scoreActs(acts: Corpus["acts"], engine: Engine): ActScore {
  const byAct: Record<string, Tally> = {};
  const misses: ActScore["misses"] = [];
  for (const item of acts) {
    const call = new Call(engine, { direction: item.direction });
    for (const u of item.before) call.push(u);
    const { line } = call.push({ speaker: item.speaker, text: item.text });
    const certainty = line.acts.get(item.act as Act) ?? 0;
    const found = certainty >= HOLDS;
    const tally = (byAct[item.act] ??= { hit: 0, falseAlarm: 0, miss: 0 });
    if (item.holds) tally[found ? "hit" : "miss"]++;
    else if (found) tally.falseAlarm++;
    if (found !== item.holds) misses.push({ ...item, certainty });
  }
  const sorted = Object.entries(byAct).sort(([a], [b]) => (a < b ? -1 : 1));
  return { byAct: Object.fromEntries(sorted.map(([act, t]) => [act, rates(t)])), misses };
}
