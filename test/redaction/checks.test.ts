import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { isCardNumber, isInsurerNumber, isLicenceNumber, isMyNumber } from "../../src/redaction/checks.js";

// Test numbers of card brands, and numbers made up and given their check digit by hand.
describe("check digits", () => {
  test.each([
    [isCardNumber, "4111111111111111"],
    [isCardNumber, "5555555555554444"],
    [isCardNumber, "378282246310005"],
    [isMyNumber, "123456789018"],
    [isInsurerNumber, "06132807"],
  ])("%o %s, and no other last digit", (check, digits) => {
    const last = [..."0123456789"].filter((d) => check(digits.slice(0, -1) + d));
    expect(last).toEqual([digits.at(-1)]);
  });

  test("of a licence the eleventh", () => {
    const found = [..."0123456789"].filter((d) => isLicenceNumber(`3026123456${d}0`));
    expect(found).toHaveLength(1);
  });

  test("one digit changed in a card or an individual number is seen", () => {
    const changed = (digits: string) =>
      fc
        .tuple(fc.nat(digits.length - 2), fc.integer({ min: 1, max: 9 }))
        .map(([at, by]) => digits.slice(0, at) + ((Number(digits[at]) + by) % 10) + digits.slice(at + 1));
    fc.assert(fc.property(changed("4111111111111111"), (d) => !isCardNumber(d)));
  });
});
