/** Answers that cannot be, and so keep a draft from being sent. */
import { CONTRADICTIONS, type ContradictionRule } from '#shared/domain/disputes/checks.ts'
import type { DisputeDetail } from '#shared/rpc/contract/disputes.contract.ts'

export function stopTexts({ contradictions }: Pick<DisputeDetail, 'contradictions'>): readonly { readonly key: string; readonly text: string }[] {
  return contradictions.flatMap(({ key, rule }) => {
    const known = Object.hasOwn(CONTRADICTIONS, rule) ? CONTRADICTIONS[rule as ContradictionRule] : null
    return known?.stops ? [{ key, text: known.text }] : []
  })
}
