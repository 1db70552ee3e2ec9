const digitsOf = (digits: string): number[] => [...digits].map(Number);

const weighted = (digits: readonly number[], weights: readonly number[]): number =>
  weights.reduce((sum, weight, i) => sum + weight * (digits[i] ?? 0), 0);

/** Payment cards, 14 to 16 digits: ISO/IEC 7812-1, annex B (Luhn). */
export function isCardNumber(digits: string): boolean {
  if (!/^[2-6]\d{13,15}$/.test(digits)) return false;
  const sum = digitsOf(digits)
    .reverse()
    .reduce((total, d, i) => total + (i % 2 ? (d > 4 ? d * 2 - 9 : d * 2) : d), 0);
  return sum % 10 === 0;
}

/** Individual numbers, 12 digits: 行政手続における特定の個人を識別するための番号の利用等に関する法律…総務省令 (平成26年総務省令第85号) 第5条. */
export function isMyNumber(digits: string): boolean {
  if (!/^\d{12}$/.test(digits) || /^(\d)\1*$/.test(digits)) return false;
  const rest = weighted(digitsOf(digits), [6, 5, 4, 3, 2, 7, 6, 5, 4, 3, 2]) % 11;
  return Number(digits[11]) === (rest <= 1 ? 0 : 11 - rest);
}

/** Driving licences, 12 digits, of which the eleventh checks the ten before it (modulus 11). */
export function isLicenceNumber(digits: string): boolean {
  if (!/^\d{12}$/.test(digits) || /^(\d)\1*$/.test(digits)) return false;
  const rest = weighted(digitsOf(digits), [5, 4, 3, 2, 7, 6, 5, 4, 3, 2]) % 11;
  return Number(digits[10]) === (rest <= 1 ? 0 : 11 - rest);
}

/** Numbers of health insurers (保険者番号), 8 digits: modulus 10 with weights 2 and 1, digits of products added up. */
export function isInsurerNumber(digits: string): boolean {
  if (!/^\d{8}$/.test(digits) || /^(\d)\1*$/.test(digits)) return false;
  const sum = digitsOf(digits.slice(0, 7)).reduce((total, d, i) => {
    const product = d * (i % 2 ? 1 : 2);
    return total + (product > 9 ? product - 9 : product);
  }, 0);
  return Number(digits[7]) === (10 - (sum % 10)) % 10;
}

/** Mobile and IP telephone numbers of people: 020/050/060/070/080/090 and eight more. */
export const isMobileNumber = (digits: string): boolean => /^(?:0[5-9]0|020)\d{8}$/.test(digits);
/** Numbers of subscribers with an area code, ten digits. */
export const isFixedNumber = (digits: string): boolean => /^0[1-9]\d{8}$/.test(digits) && !isTollFree(digits);
/** Numbers that firms are called under. */
export const isTollFree = (digits: string): boolean => /^(?:0120|0800|0570|0990|0180)/.test(digits);
