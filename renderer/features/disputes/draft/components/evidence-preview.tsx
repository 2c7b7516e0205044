import { Button, Modal } from '@mantine/core'
import { useEffect, useState } from 'react'
import { ErrorState } from '#renderer/components/data/error-state.tsx'
import { Skeleton } from '#renderer/components/data/skeleton.tsx'
import { useFormats } from '#renderer/lib/formats-context.tsx'
import { toAppError } from '#renderer/lib/query-client.ts'
import { useEngine } from '#renderer/lib/services.tsx'
import type { AppError } from '#shared/rpc/errors.ts'
import type { DisputeEvidence } from '#shared/rpc/contract/disputes.contract.ts'
import { useSaving } from '../../use-saving.ts'
import { fileText, isPicture } from '../model/evidence.ts'
import classes from './evidence.module.css'

export interface EvidencePreviewProps {
  readonly disputeId: number
  readonly file: DisputeEvidence | null
  readonly onClose: () => void
}

/** A picture as it is sent. What the window cannot draw can be saved and opened elsewhere. */
export function EvidencePreview({ disputeId, file, onClose }: EvidencePreviewProps) {
  const formats = useFormats()
  const saving = useSaving((call) => call.disputes.saveEvidence)
  return (
    <Modal opened={file !== null} onClose={onClose} title={file?.fileName ?? ''} size={720}>
      {file !== null && (
        <div className={classes.preview}>
          {isPicture(file) ? <Picture disputeId={disputeId} file={file} /> : <p className={classes.previewText}>{file.contentType === 'application/pdf' ? 'A PDF is read in your PDF program: save a copy and open it there.' : 'A HEIC picture cannot be drawn here. It is sent as it is.'}</p>}
          {saving.state.status === 'failed' && <ErrorState size="inline" error={saving.state.error} />}
          <div className={classes.previewFoot}>
            <span className={classes.faint}>{fileText(file, formats.count)}</span>
            <Button size="xs" variant="default" loading={saving.state.status === 'running'} onClick={() => void saving.save({ disputeId, evidenceId: file.id }, { name: file.fileName, kind: 'file' })}>Save a copy…</Button>
          </div>
        </div>
      )}
    </Modal>
  )
}

type Loaded = { readonly source: string } | { readonly error: AppError }

/** Asked each time and held by nothing else: a cache of pictures would keep them in memory after the page is left. */
function Picture({ disputeId, file }: { readonly disputeId: number; readonly file: DisputeEvidence }) {
  const { call } = useEngine()
  const [loaded, setLoaded] = useState<Loaded | null>(null)
  useEffect(() => {
    let isCurrent = true
    call.disputes.evidence({ disputeId, evidenceId: file.id }).then(
      ({ contentType, content }) => isCurrent && setLoaded({ source: `data:${contentType};base64,${content}` }),
      (error: unknown) => isCurrent && setLoaded({ error: toAppError(error) }),
    )
    return () => {
      isCurrent = false
    }
  }, [call, disputeId, file.id])
  if (loaded === null) return <Skeleton shape="block" />
  if ('error' in loaded) return <ErrorState size="inline" error={loaded.error} />
  return <img className={classes.picture} src={loaded.source} alt={file.fileName} />
}
