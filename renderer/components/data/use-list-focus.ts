import { type RefObject, useEffect, useRef } from 'react'

/** Gives a list the focus when it appears, but not away from somebody who types: it may come back while they look for something. */
export function useListFocus(list: RefObject<HTMLElement | null>, takesFocus: boolean): void {
  useEffect(() => {
    const isTyping = document.activeElement?.matches('input, textarea, select, [contenteditable]') ?? false
    if (takesFocus && !isTyping) list.current?.focus({ preventScroll: true })
  }, [list, takesFocus])
}

/** Keeps the marked row in sight, also when a drawer walks the list without the list having the focus. */
export function useActiveInSight(activeIndex: number, reveal: (index: number) => void): void {
  const latest = useRef(reveal)
  useEffect(() => {
    latest.current = reveal
  })
  useEffect(() => {
    if (activeIndex >= 0) latest.current(activeIndex)
  }, [activeIndex])
}
