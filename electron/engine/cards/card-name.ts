/** What a card is called everywhere: its nickname, else issuer and last digits, else its account's label. */
export interface Nameable {
  readonly nickname: string | null
  readonly issuer: string | null
  readonly lastDigits: string | null
  readonly accountLabel: string
}

export function cardName({ nickname, issuer, lastDigits, accountLabel }: Nameable): string {
  if (nickname !== null) return nickname
  return issuer === null || lastDigits === null ? accountLabel : `${issuer} ··${lastDigits}`
}
