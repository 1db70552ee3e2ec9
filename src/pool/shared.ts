type Numbers = Uint8Array | Int8Array | Int16Array | Int32Array | Float32Array | Float64Array;
const kinds = [Uint8Array, Int8Array, Int16Array, Int32Array, Float32Array, Float64Array] as const;

/**
 * A copy of plain data with its typed arrays in shared memory: posted to a worker thread those are shared and not
 * copied. Drop the original to get its memory back.
 */
export function sharedCopy<T>(value: T): T {
  return copy(value) as T;
}

function copy(value: unknown): unknown {
  if (typeof value !== "object" || value === null) return value;
  if (ArrayBuffer.isView(value)) return shared(value as Numbers);
  if (Array.isArray(value)) return value.map(copy);
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, copy(member)]));
}

function shared(from: Numbers): Numbers {
  const Kind = kinds.find((kind) => from instanceof kind) as (new (buffer: SharedArrayBuffer) => Numbers) | undefined;
  if (!Kind) throw new TypeError("an array of a kind that is not shared");
  const to = new Kind(new SharedArrayBuffer(from.byteLength));
  to.set(from);
  return to;
}
