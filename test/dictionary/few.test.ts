import fc from "fast-check";
import { expect, it } from "vitest";
import { Few } from "../../src/dictionary/few.js";

it("holds what a Map holds", () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.nat(4), fc.integer())), (entries) => {
      const few = new Few<number, number>();
      const map = new Map<number, number>();
      for (const [key, value] of entries) {
        few.set(key, value);
        map.set(key, value);
        expect(few.size).toBe(map.size);
      }
      expect([...few]).toEqual([...map]);
      for (let key = 0; key < 6; key++) expect(few.get(key)).toBe(map.get(key));
    }),
  );
});
