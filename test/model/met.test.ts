import fc from "fast-check";
import { expect, it } from "vitest";
import { Met } from "../../src/model/met.js";

it("tells what was met from what was not, as a Set does, however many there are", () => {
  const met = new Met();
  const someNumbers = fc.oneof(fc.integer({ min: -5, max: 5 }), fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 }));
  fc.assert(
    fc.property(fc.array(someNumbers, { minLength: 200, maxLength: 600 }), (numbers) => {
      met.clear();
      const first = numbers.map((number, i) => numbers.indexOf(number) === i);
      expect(numbers.map((number) => met.add(number))).toEqual(first);
    }),
    { numRuns: 20 },
  );
});

it("lets go of the room that a long line needed, and forgets it", () => {
  const met = new Met();
  const numbers = Array.from({ length: 10_000 }, (_, number) => number);
  expect(numbers.every((number) => met.add(number))).toBe(true);
  expect(numbers.some((number) => met.add(number))).toBe(false);
  met.clear();
  expect(numbers.slice(0, 10).every((number) => met.add(number))).toBe(true);
  expect(met.add(3)).toBe(false);
});
