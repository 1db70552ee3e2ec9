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

/**
 * Eigenvalues and eigenvectors (columns) of a symmetric n × n matrix, by Jacobi's rotations: plain arithmetic and square
 * roots, so that every machine finds the same bits.
 */
export function symmetricEigen(matrix: Float64Array, n: number): { values: Float64Array; vectors: Float64Array } {
  const a = Float64Array.from(matrix);
  const v = Float64Array.from({ length: n * n }, (_, i) => (i % (n + 1) === 0 ? 1 : 0));
  const rotate = (m: Float64Array, i: number, j: number, c: number, s: number) => {
    const [x, y] = [m[i] as number, m[j] as number];
    m[i] = c * x - s * y;
    m[j] = s * x + c * y;
  };
  for (let sweep = 0; sweep < 30; sweep++) {
    let off = 0;
    let all = 0;
    for (let i = 0; i < n * n; i++) {
      const square = (a[i] as number) ** 2;
      all += square;
      if (i % (n + 1)) off += square;
    }
    if (off <= all * 1e-22) break;
    for (let p = 0; p < n; p++)
      for (let q = p + 1; q < n; q++) {
        const apq = a[p * n + q] as number;
        if (apq === 0) continue;
        const theta = ((a[q * n + q] as number) - (a[p * n + p] as number)) / (2 * apq);
        const t = (theta >= 0 ? 1 : -1) / (Math.abs(theta) + Math.sqrt(theta * theta + 1));
        const c = 1 / Math.sqrt(t * t + 1);
        const s = t * c;
        for (let k = 0; k < n; k++) rotate(a, k * n + p, k * n + q, c, s);
        for (let k = 0; k < n; k++) rotate(a, p * n + k, q * n + k, c, s);
        for (let k = 0; k < n; k++) rotate(v, k * n + p, k * n + q, c, s);
      }
  }
  return { values: Float64Array.from({ length: n }, (_, i) => a[i * (n + 1)] as number), vectors: v };
}
