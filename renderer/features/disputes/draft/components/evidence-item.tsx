import { ActionIcon, Tooltip } from '@mantine/core'
import { IconFileTypePdf, IconPhoto, IconX } from '@tabler/icons-react'
import { useFormats } from '#renderer/lib/formats-context.tsx'
import type { DisputeEvidence } from '#shared/rpc/contract/disputes.contract.ts'
import { fileText } from '../model/evidence.ts'
import classes from './evidence.module.css'

export interface EvidenceItemProps {
  readonly file: DisputeEvidence
  readonly onShow: () => void
  readonly onRemove: () => void
}

export function EvidenceItem({ file, onShow, onRemove }: EvidenceItemProps) {
  const formats = useFormats()
  const Icon = file.contentType === 'application/pdf' ? IconFileTypePdf : IconPhoto
  return (
    <li className={classes.file}>
      <button type="button" className={classes.fileButton} onClick={onShow} aria-label={`Show ${file.fileName}`}>
        <Icon size={18} stroke={1.5} aria-hidden />
        <span className={classes.fileName}>{file.fileName}</span>
        <span className={classes.faint}>{fileText(file, formats.count)}</span>
      </button>
      <Tooltip label="Take it off">
        <ActionIcon size={24} aria-label={`Take off ${file.fileName}`} onClick={onRemove}><IconX size={15} stroke={1.8} /></ActionIcon>
      </Tooltip>
    </li>
  )
}
