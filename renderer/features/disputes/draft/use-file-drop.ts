/** Files that are dropped anywhere on the window or pasted into it, while a draft is open: they are meant for it, and not for the import of statements. */
import { useEffect, useRef, useState } from 'react'

/** Of the line of the checklist under the files; null: none in particular. */
export type DropKind = string | null

const hasFiles = (event: DragEvent): boolean => event.dataTransfer?.types.includes('Files') ?? false

function kindUnder(event: DragEvent): DropKind {
  const line = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-evidence-kind]') : null
  return line?.dataset['evidenceKind'] ?? null
}

/** `over` while files hang over the window: which line they would go to. `isOpen` false: nothing is taken. */
export function useFileDrop(isOpen: boolean, onFiles: (files: readonly File[], kind: DropKind) => void): { readonly over: { readonly kind: DropKind } | null } {
  const [over, setOver] = useState<{ readonly kind: DropKind } | null>(null)
  const latest = useRef(onFiles)
  useEffect(() => {
    latest.current = onFiles
  })
  useEffect(() => {
    if (!isOpen) return undefined
    const hover = (event: DragEvent) => {
      if (!hasFiles(event)) return
      event.preventDefault()
      event.stopPropagation()
      if (event.dataTransfer) event.dataTransfer.dropEffect = 'copy'
      const kind = kindUnder(event)
      setOver((now) => (now?.kind === kind && now !== null ? now : { kind }))
    }
    const leave = (event: DragEvent) => {
      if (event.relatedTarget === null) setOver(null)
    }
    const drop = (event: DragEvent) => {
      if (!hasFiles(event)) return
      event.preventDefault()
      event.stopPropagation()
      setOver(null)
      latest.current([...(event.dataTransfer?.files ?? [])], kindUnder(event))
    }
    const paste = (event: ClipboardEvent) => {
      const files = [...(event.clipboardData?.files ?? [])]
      // Text from a word processor brings a picture of itself along: into a field goes the text.
      const isText = event.target instanceof HTMLElement && event.target.matches('input, textarea') && (event.clipboardData?.types.includes('text/plain') ?? false)
      if (files.length === 0 || isText) return
      event.preventDefault()
      latest.current(files, null)
    }
    // Before the frame's own, which opens statement files.
    const first = { capture: true } as const
    window.addEventListener('dragover', hover, first)
    window.addEventListener('dragleave', leave, first)
    window.addEventListener('drop', drop, first)
    window.addEventListener('paste', paste, first)
    return () => {
      window.removeEventListener('dragover', hover, first)
      window.removeEventListener('dragleave', leave, first)
      window.removeEventListener('drop', drop, first)
      window.removeEventListener('paste', paste, first)
    }
  }, [isOpen])
  return { over: isOpen ? over : null }
}
