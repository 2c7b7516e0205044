import { useEngineQuery } from '#renderer/lib/engine-hooks.ts'
import { useFormats } from '#renderer/lib/formats-context.tsx'
import type { Card } from '#shared/rpc/contract/cards.contract.ts'
import { cardsSentence } from '../model/cards-sentence.ts'
import classes from '../cards.module.css'

export function CardsSentence({ cards }: { readonly cards: readonly Card[] }) {
  const formats = useFormats()
  const status = useEngineQuery((ask) => ask.sync.status({}))
  return <p className={classes.sentence}>{cardsSentence(cards, (status.data ?? []).map((one) => one.connectionId), formats.count)}</p>
}
