/** Keys of a list whose items have buttons: from item to item, and the buttons of the one that has the focus. */

function itemsOf(list: HTMLElement | null): readonly HTMLElement[] {
  return list === null ? [] : [...list.querySelectorAll<HTMLElement>('[data-item]')]
}

/** The focus to the next (1) or previous (-1) item; to the first where none has it. */
export function movedFocus(list: HTMLElement | null, by: 1 | -1): void {
  const items = itemsOf(list)
  const index = items.findIndex((item) => item.contains(document.activeElement))
  const next = items[index === -1 ? 0 : Math.max(0, Math.min(items.length - 1, index + by))]
  next?.focus()
  next?.scrollIntoView({ block: 'nearest' })
}

/** Presses a button of the item with the focus, or of the only one there is. */
export function pressIn(list: HTMLElement | null, act: string): void {
  const items = itemsOf(list)
  const item = items.find((one) => one.contains(document.activeElement)) ?? (items.length === 1 ? items[0] : undefined)
  item?.querySelector<HTMLElement>(`[data-act="${act}"]`)?.click()
}
