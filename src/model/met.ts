const ROOM = 256;
/** Room that is kept. What a line needed beyond it is let go at the next. */
const KEPT = 1 << 12;
const LAST_ROUND = 2 ** 32 - 1;

/** Numbers met so far. What a Set does as well, but one that is kept and emptied costs a fraction of many small ones. */
export class Met {
  #numbers = new Int32Array(ROOM);
  /** By place: the round in which it was filled. */
  #filled = new Uint32Array(ROOM);
  #round = 1;
  #size = 0;

  clear(): void {
    if (this.#numbers.length > KEPT || this.#round === LAST_ROUND) this.#makeRoom(ROOM);
    this.#round++;
    this.#size = 0;
  }

  /** Adds a whole number of 32 bits; false where it was there already. */
  add(number: number): boolean {
    const last = this.#numbers.length - 1;
    for (let at = number ^ (number >>> 15); ; at++) {
      at &= last;
      if (this.#filled[at] !== this.#round) {
        this.#numbers[at] = number;
        this.#filled[at] = this.#round;
        if (2 * ++this.#size > last) this.#widen();
        return true;
      }
      if (this.#numbers[at] === number) return false;
    }
  }

  #widen(): void {
    const numbers = this.#numbers.filter((_, at) => this.#filled[at] === this.#round);
    this.#makeRoom(2 * this.#numbers.length);
    for (const number of numbers) this.add(number);
  }

  #makeRoom(room: number): void {
    this.#numbers = new Int32Array(room);
    this.#filled = new Uint32Array(room);
    this.#round = 1;
    this.#size = 0;
  }
}
