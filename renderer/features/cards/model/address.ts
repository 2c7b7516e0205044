/** What the cards page shows, in its address, so that a link, Back and a reload bring it back. */
import '#renderer/lib/without-eval.ts'
import { z } from 'zod'
import { PATHS } from '#renderer/lib/links.ts'
import { cardStatus } from '#shared/rpc/contract/cards.contract.ts'
import { NO_FILTER, type CardsFilter } from './find-cards.ts'

const kept = z.object({
  text: z.string().max(200).optional(),
  statuses: z.array(cardStatus).max(5).optional(),
  products: z.array(z.string().max(120)).max(100).optional(),
  holderIds: z.array(z.number().int().positive().nullable()).max(500).optional(),
  groups: z.array(z.string().max(120)).max(100).optional(),
})

/** An address that makes no sense filters nothing. */
export function readCardsFilter(search: string): CardsFilter {
  const text = new URLSearchParams(search).get('f')
  if (text === null) return NO_FILTER
  try {
    const parsed = kept.safeParse(JSON.parse(text))
    if (!parsed.success) return NO_FILTER
    const { text: words = '', statuses = [], products = [], holderIds = [], groups = [] } = parsed.data
    return { text: words, statuses, products, holderIds, groups }
  } catch {
    return NO_FILTER
  }
}

export function cardsHref(filter: CardsFilter): string {
  const entries = Object.entries(filter).filter(([, value]) => value.length > 0)
  return entries.length === 0 ? PATHS.cards : `${PATHS.cards}?f=${encodeURIComponent(JSON.stringify(Object.fromEntries(entries)))}`
}
