/** Which PINs are taken: six digits or more, and none of those that people try first. */
export const MIN_PIN_LENGTH = 6

/** Paths over the keypad, and words and films in digits: the most frequent ones that no rule below finds. */
const FREQUENT: ReadonlySet<string> = new Set([
  '123321', '159753', '159357', '147258', '147369', '258369', '789456', '456123', '123654', '741852', '852456', '963852', '321654', '142536', '112358', '314159', '271828', '520131', '420420', '007007', '102030', '135790', '246810', '987321',
])

export function pinProblem(pin: string): 'too-short' | 'too-easy' | null {
  if (pin.length < MIN_PIN_LENGTH) return 'too-short'
  const digits = [...pin].map(Number)
  return FREQUENT.has(pin) || hasFewDigits(digits) || goesInSteps(digits) || repeatsItself(pin) || isPairs(digits) ? 'too-easy' : null
}

/** 000000, 112112. */
const hasFewDigits = (digits: readonly number[]): boolean => new Set(digits).size < 3

/** 123456, 890123, 987654, 135791: from each digit to the next as far. */
function goesInSteps(digits: readonly number[]): boolean {
  const steps = new Set(digits.slice(1).map((digit, index) => (digit - (digits[index] ?? 0) + 10) % 10))
  return steps.size === 1
}

/** 123123, 471471471. */
function repeatsItself(pin: string): boolean {
  return Array.from({ length: Math.floor(pin.length / 2) }, (_, index) => index + 1).some((length) => pin.length % length === 0 && pin.slice(0, length).repeat(pin.length / length) === pin)
}

/** 112233, 998877. */
function isPairs(digits: readonly number[]): boolean {
  return digits.length % 2 === 0 && digits.every((digit, index) => index % 2 === 0 || digit === digits[index - 1])
}
