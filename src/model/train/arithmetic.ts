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

/** One example of a yes-or-no question: its terms and the answer. */
export interface Example {
  x: readonly number[];
  y: 0 | 1;
}

/** How the weights of a small logistic regression are found. */
export interface Descent {
  steps: number;
  rate: number;
  /** What each step takes off a weight, as a share of it. */
  decay: number;
}

/** A logistic regression by gradient descent over all examples at once, from the start given. */
export function descend(
  examples: readonly Example[],
  start: readonly number[],
  { steps, rate, decay }: Descent,
): number[] {
  const weights = [...start];
  for (let step = 0; step < steps; step++) {
    const slope = weights.map(() => 0);
    for (const { x, y } of examples) {
      let z = 0;
      for (let i = 0; i < x.length; i++) z += (weights[i] as number) * (x[i] as number);
      const g = sigmoid(z) - y;
      for (let i = 0; i < x.length; i++) slope[i] = (slope[i] as number) + g * (x[i] as number);
    }
    for (let i = 0; i < weights.length; i++)
      weights[i] =
        (weights[i] as number) - (rate * (slope[i] as number)) / examples.length - decay * (weights[i] as number);
  }
  return weights;
}
