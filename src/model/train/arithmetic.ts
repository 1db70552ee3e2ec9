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

/** How strongly the weights of `regress` are held near nothing. */
const HOLD = 0.5;

/**
 * A logistic regression by Newton's method, each step halved until it helps. Small weights are preferred, a little.
 * @throws RangeError without examples
 */
export function regress(examples: readonly Example[]): number[] {
  const n = examples[0]?.x.length;
  if (!n) throw new RangeError("nothing to fit");
  let weights = new Array<number>(n).fill(0);
  let worst = lossOf(weights, examples);
  for (let step = 0; step < 30; step++) {
    const slope = weights.map((w) => HOLD * w);
    const curve = Array.from({ length: n }, (_, i) => Array.from({ length: n }, (_, j) => (i === j ? HOLD : 0)));
    for (const { x, y } of examples) {
      const p = sigmoid(dot(weights, x));
      for (let i = 0; i < n; i++) {
        const xi = x[i] as number;
        slope[i] = (slope[i] as number) + (p - y) * xi;
        const row = curve[i] as number[];
        for (let j = 0; j < n; j++) row[j] = (row[j] as number) + p * (1 - p) * xi * (x[j] as number);
      }
    }
    const direction = solve(curve, slope);
    let share = 1;
    let next = weights;
    let loss = worst;
    for (; share > 1e-4; share /= 2) {
      next = weights.map((w, i) => w - share * (direction[i] as number));
      loss = lossOf(next, examples);
      if (loss < worst) break;
    }
    if (worst - loss < 1e-6 * worst) break;
    weights = next;
    worst = loss;
  }
  return weights;
}

const dot = (a: readonly number[], b: readonly number[]): number => {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += (a[i] as number) * (b[i] as number);
  return sum;
};

function lossOf(weights: readonly number[], examples: readonly Example[]): number {
  let loss = (HOLD / 2) * dot(weights, weights);
  for (const { x, y } of examples) {
    const p = sigmoid(dot(weights, x));
    loss -= Math.log(Math.max(1e-12, y ? p : 1 - p));
  }
  return loss;
}

/** The x of A x = b, by elimination with the largest pivot. */
function solve(A: readonly (readonly number[])[], b: readonly number[]): number[] {
  const n = b.length;
  const rows = A.map((row, i) => [...row, b[i] as number]);
  for (let i = 0; i < n; i++) {
    let best = i;
    for (let k = i + 1; k < n; k++)
      if (Math.abs(rows[k]?.[i] as number) > Math.abs(rows[best]?.[i] as number)) best = k;
    [rows[i], rows[best]] = [rows[best] as number[], rows[i] as number[]];
    const pivot = rows[i] as number[];
    for (const [k, row] of rows.entries()) {
      if (k === i) continue;
      const factor = (row[i] as number) / (pivot[i] as number);
      for (let j = i; j <= n; j++) row[j] = (row[j] as number) - factor * (pivot[j] as number);
    }
  }
  return rows.map((row, i) => (row[n] as number) / (row[i] as number));
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
