/** Many short lists of numbers, by number, in two arrays: list `i` is `items` from `at[i]` to `at[i + 1]`. */
export class Lists {
  readonly at: Int32Array;
  readonly items: Int32Array;

  /** @param size how many lists there are; those that are not given are empty */
  constructor(lists: ReadonlyMap<number, readonly number[]>, size: number) {
    this.at = new Int32Array(size + 1);
    for (let i = 0; i < size; i++) this.at[i + 1] = (this.at[i] as number) + (lists.get(i)?.length ?? 0);
    this.items = new Int32Array(this.at[size] as number);
    for (const [i, list] of lists) this.items.set(list, this.at[i]);
  }
}

/** Puts a number at the end of a list that is still growing. */
export function addTo(lists: Map<number, number[]>, i: number, item: number): void {
  const list = lists.get(i);
  if (list) list.push(item);
  else lists.set(i, [item]);
}
