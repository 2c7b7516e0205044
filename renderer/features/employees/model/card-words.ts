import type { Card } from '#shared/rpc/contract/cards.contract.ts'

const WORDS: Readonly<Record<Card['status'], string | null>> = { active: 'Active', inactive: 'Not active yet', frozen: 'Frozen', closed: 'Closed', unknown: null }

export function cardStatusWord(status: Card['status']): string | null {
  return WORDS[status]
}
