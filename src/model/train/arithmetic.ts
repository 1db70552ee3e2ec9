/** A small generator with a fixed seed: training must give the same bits on every machine. */
export function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

/** The logistic function without Math.exp, whose last bits differ between engines. */
export function sigmoid(z: number): number {
  const x = Math.max(-20, Math.min(20, -z)) / 1024;
  // e^z = (e^(z/1024))^1024: the series for the small power, then squaring.
  let e = 1 + x * (1 + x * (0.5 + x * (1 / 6 + x / 24)));
  for (let i = 0; i < 10; i++) e *= e;
  return 1 / (1 + e);
}
