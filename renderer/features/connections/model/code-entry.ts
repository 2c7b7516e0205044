export const CODE_DIGITS = 6

/** The code in what was typed or pasted: "482 913", "Your code is 482913." */
export function codeIn(text: string): string {
  const whole = /(?<!\d)(\d{3})[\s-]?(\d{3})(?!\d)/.exec(text)
  if (whole) return `${whole[1]}${whole[2]}`
  return text.replaceAll(/\D/g, '').slice(0, CODE_DIGITS)
}

/** "4:05", for what runs out within minutes. */
export function clockLeft(seconds: number): string {
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`
}
