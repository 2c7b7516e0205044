import { Button } from '@mantine/core'
import { IconCloudDownload, IconFileTypePdf, IconPhoto } from '@tabler/icons-react'
import { useState } from 'react'
import { ErrorState } from '#renderer/components/data/error-state.tsx'
import { useEngineTask } from '#renderer/lib/engine-hooks.ts'
import { useFormats } from '#renderer/lib/formats-context.tsx'
import { evidenceLabel } from '#shared/domain/disputes/questions.ts'
import type { DisputeEvidence } from '#shared/rpc/contract/disputes.contract.ts'
import { EvidencePreview } from '../../draft/components/evidence-preview.tsx'
import { fileText } from '../../draft/model/evidence.ts'
import classes from './case.module.css'

export interface CaseFilesProps {
  readonly disputeId: number
  readonly files: readonly DisputeEvidence[]
  readonly label: string
}

/** Files of a dispute: looked at, saved, and fetched first where they are only at the issuer. */
export function CaseFiles({ disputeId, files, label }: CaseFilesProps) {
  const [shown, setShown] = useState<number | null>(null)
  const fetching = useEngineTask((call) => call.disputes.fetchEvidence)
  const [fetchedId, setFetched] = useState<number | null>(null)
  const show = async (file: DisputeEvidence) => {
    if (!file.isHere) {
      setFetched(file.id)
      if ((await fetching.start({ disputeId, evidenceId: file.id })) === undefined) return
    }
    setShown(file.id)
  }
  if (files.length === 0) return null
  return (
    <>
      <ul className={classes.files} aria-label={label}>
        {files.map((file) => <File key={file.id} file={file} isFetching={fetching.state.status === 'running' && fetchedId === file.id} onShow={() => void show(file)} />)}
      </ul>
      {fetching.state.status === 'failed' && <ErrorState size="inline" error={fetching.state.error} />}
      <EvidencePreview disputeId={disputeId} file={files.find(({ id }) => id === shown) ?? null} onClose={() => setShown(null)} />
    </>
  )
}

function File({ file, isFetching, onShow }: { readonly file: DisputeEvidence; readonly isFetching: boolean; readonly onShow: () => void }) {
  const formats = useFormats()
  const Icon = file.contentType === 'application/pdf' ? IconFileTypePdf : IconPhoto
  return (
    <li className={classes.file}>
      <Icon size={18} stroke={1.5} aria-hidden />
      <span className={classes.fileName} title={file.fileName}>{file.fileName}</span>
      <span className={classes.faint}>{evidenceLabel(file.kind)}, {fileText(file, formats.count)}</span>
      <Button size="compact-xs" variant="subtle" loading={isFetching} leftSection={file.isHere ? null : <IconCloudDownload size={14} stroke={1.7} />} aria-label={`${file.isHere ? 'Show' : 'Fetch'} ${file.fileName}`} onClick={onShow}>{file.isHere ? 'Show' : 'Fetch'}</Button>
    </li>
  )
}
