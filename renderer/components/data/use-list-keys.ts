import type { KeyboardEvent } from 'react'

export interface ListKeysInput<T> {
  readonly items: readonly T[]
  readonly getKey: (item: T) => string | number
  readonly activeKey: string | number | null
  readonly onActiveChange: (key: string | number | null, item: T | null) => void
  readonly onOpen: (item: T) => void
  readonly pageSize: number
  readonly reveal: (key: string | number) => void
}

/** Where a key moves the mark: from `index` (-1: nowhere yet) among `count` rows; undefined for any other key. */
export function movedIndex(key: string, index: number, count: number, pageSize: number): number | undefined {
  const clamp = (value: number) => Math.max(0, Math.min(count - 1, value))
  if (count === 0) return undefined
  switch (key) {
    case 'ArrowDown':
    case 'j':
      return clamp(index + 1)
    case 'ArrowUp':
    case 'k':
      return clamp(index - 1)
    case 'PageDown':
      return clamp(index + pageSize)
    case 'PageUp':
      return clamp(index - pageSize)
    case 'Home':
      return 0
    case 'End':
      return count - 1
    default:
      return undefined
  }
}

/** Key handler of a list: moves the mark, opens with Enter. Leaves fields inside rows alone. */
export function useListKeys<T>(input: ListKeysInput<T>): (event: KeyboardEvent<HTMLElement>) => void {
  return (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || isField(event.target)) return
    const { items, getKey, activeKey } = input
    const index = items.findIndex((item) => getKey(item) === activeKey)
    if (event.key === 'Enter' && event.target === event.currentTarget) {
      const item = items[index]
      if (item) input.onOpen(item)
      return
    }
    const moved = movedIndex(event.key, index, items.length, input.pageSize)
    const item = moved === undefined ? undefined : items[moved]
    if (!item) return
    event.preventDefault()
    const key = getKey(item)
    input.onActiveChange(key, item)
    input.reveal(key)
  }
}

function isField(target: EventTarget): boolean {
  return target instanceof HTMLElement && /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName)
}
