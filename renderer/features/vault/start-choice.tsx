import { Button } from '@mantine/core'
import { IconFileUpload } from '@tabler/icons-react'
import { type DragEvent, useState } from 'react'
import type { FileGrant } from '#shared/rpc/bridge.ts'
import { useBridge } from '#renderer/lib/services.tsx'
import { BrandMark } from './brand-mark.tsx'
import classes from './vault.module.css'

/** The first question. Its one answer for now: statement files, dropped or chosen; or none yet. */
export function StartChoice({ onFiles }: { readonly onFiles: (files: readonly FileGrant[]) => void }) {
  const bridge = useBridge()
  const [isOver, setIsOver] = useState(false)
  const choose = async () => {
    const files = await bridge.pickStatements({})
    if (files.length > 0) onFiles(files)
  }
  const drop = async (event: DragEvent) => {
    event.preventDefault()
    setIsOver(false)
    const files = await bridge.offerFiles([...event.dataTransfer.files])
    if (files.length > 0) onFiles(files)
  }
  return (
    <div className={classes.start}>
      <BrandMark size={48} />
      <h1 className={classes.title}>Welcome to Cardkeep</h1>
      <p className={classes.lead}>All of your business’s cards in one place: whose they are and what they spent, readable offline, encrypted on this computer.</p>
      <div
        className={classes.drop}
        data-over={isOver || undefined}
        onDragOver={(event) => {
          event.preventDefault()
          setIsOver(true)
        }}
        onDragLeave={() => setIsOver(false)}
        onDrop={(event) => void drop(event)}
      >
        <IconFileUpload size={28} stroke={1.4} aria-hidden />
        <h2 className={classes.dropTitle}>Open statement files</h2>
        <p className={classes.muted}>Drop them here, or choose them. Any bank’s OFX, QFX or QBO, and the CSV of American Express, Chase, Citi, Capital One, Bank of America and Discover.</p>
        <Button onClick={() => void choose()} data-autofocus autoFocus>Choose files</Button>
      </div>
      <Button variant="subtle" color="gray" onClick={() => onFiles([])}>Set up first, add files later</Button>
    </div>
  )
}
