import type { ReactNode } from 'react'

export interface PickItem {
  readonly key: string
  readonly label: string
  /** Second line, in grey; searched as well. */
  readonly hint?: string
  readonly mark?: ReactNode
  readonly shortcut?: string
  /** More words to find it by. */
  readonly words?: string
}

export interface PickGroup {
  readonly key: string
  readonly label?: string
  readonly items: readonly PickItem[]
}

export const CREATE_KEY = '__create__'

/** Items that hold every typed word, in their order; empty groups fall away. */
export function filterGroups(groups: readonly PickGroup[], query: string): readonly PickGroup[] {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean)
  const fits = (item: PickItem) => {
    const text = `${item.label} ${item.hint ?? ''} ${item.words ?? ''}`.toLowerCase()
    return words.every((word) => text.includes(word))
  }
  return groups.map((group) => ({ ...group, items: group.items.filter(fits) })).filter((group) => group.items.length > 0)
}
