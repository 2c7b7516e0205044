import { ErrorState } from '#renderer/components/data/error-state.tsx'
import { Skeleton } from '#renderer/components/data/skeleton.tsx'
import { PageFrame } from '#renderer/components/page/page-frame.tsx'
import { AppError } from '#shared/rpc/errors.ts'
import { DropHere } from './components/drop-here.tsx'
import { ImportResult } from './components/import-result.tsx'
import { PreviewGone } from './components/preview-gone.tsx'
import { PreviewView } from './components/preview-view.tsx'
import { Reading } from './components/reading.tsx'
import { useImport } from './use-import.ts'

/** From files to charges: read, look at every row, then store exactly that. */
export function ImportsPage() {
  const { phase, again, cancel, discard, finish } = useImport()
  switch (phase.kind) {
    case 'idle':
      return <PageFrame><DropHere /></PageFrame>
    case 'reading':
      return <PageFrame><Reading progress={phase.progress} files={phase.files} onCancel={cancel} /></PageFrame>
    case 'loading':
      return <PageFrame><Skeleton /></PageFrame>
    case 'failed':
      return <PageFrame>{AppError.is(phase.error, 'not-found') ? <PreviewGone onAgain={again} /> : <ErrorState error={phase.error} {...(again ? { onRetry: again } : {})} />}</PageFrame>
    case 'preview':
      return <PreviewView key={phase.preview.previewId} preview={phase.preview} onAgain={again} onDiscard={discard} onDone={finish} />
    case 'done':
      return <ImportResult key={phase.importId} importId={phase.importId} preview={phase.preview} />
  }
}
