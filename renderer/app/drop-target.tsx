import { IconFileUpload } from '@tabler/icons-react'
import { useEffect, useState } from 'react'
import { useImportRequest } from '#renderer/lib/import-request.tsx'
import { useBridge } from '#renderer/lib/services.tsx'
import { useToasts } from '#renderer/components/feedback/toasts.tsx'
import classes from './drop-target.module.css'

/** The whole window takes statement files; while they hang over it, it says so. */
export function DropTarget() {
  const isOver = useFileDrop()
  if (!isOver) return null
  return (
    <div className={classes.overlay} role="status">
      <div className={classes.frame}>
        <IconFileUpload size={40} stroke={1.3} aria-hidden />
        <strong className={classes.title}>Drop to open</strong>
        <span>You see every row before anything is stored.</span>
      </div>
    </div>
  )
}

function useFileDrop(): boolean {
  const bridge = useBridge()
  const { offer } = useImportRequest()
  const toasts = useToasts()
  const [isOver, setIsOver] = useState(false)
  useEffect(() => {
    const hasFiles = (event: DragEvent) => event.dataTransfer?.types.includes('Files') ?? false
    const over = (event: DragEvent) => {
      if (!hasFiles(event)) return
      event.preventDefault()
      if (event.dataTransfer) event.dataTransfer.dropEffect = 'copy'
      setIsOver(true)
    }
    const leave = (event: DragEvent) => {
      // Leaving the window itself, not one element for the next.
      if (event.relatedTarget === null) setIsOver(false)
    }
    const drop = (event: DragEvent) => {
      setIsOver(false)
      if (!hasFiles(event) || event.defaultPrevented) return
      event.preventDefault()
      bridge
        .offerFiles([...(event.dataTransfer?.files ?? [])])
        .then((files) => (files.length > 0 ? offer(files) : toasts.say('Only files that are on this computer can be opened.')))
        .catch(toasts.fail)
    }
    window.addEventListener('dragover', over)
    window.addEventListener('dragleave', leave)
    window.addEventListener('drop', drop)
    return () => {
      window.removeEventListener('dragover', over)
      window.removeEventListener('dragleave', leave)
      window.removeEventListener('drop', drop)
    }
  }, [bridge, offer, toasts])
  return isOver
}
