import { Button } from '@mantine/core'
import { IconWallet } from '@tabler/icons-react'
import { useMemo } from 'react'
import { Link, useSearch } from 'wouter'
import { EmptyState } from '#renderer/components/data/empty-state.tsx'
import { ErrorState } from '#renderer/components/data/error-state.tsx'
import { Skeleton } from '#renderer/components/data/skeleton.tsx'
import { PageFrame } from '#renderer/components/page/page-frame.tsx'
import { PATHS } from '#renderer/lib/links.ts'
import { PlanEditor } from './components/plan-editor.tsx'
import { TemplateEditor } from './components/template-editor.tsx'
import { editorStart, type Known } from './model/editor-start.ts'
import { readEditorAddress } from './model/targets.ts'
import { useKnown } from './use-known.ts'

/** Limits and controls of the cards and people in the address, as a sentence; without any, a template's. */
export function LimitEditorPage() {
  const search = useSearch()
  const { known, error, retry } = useKnown()
  if (known !== null) return <Editor key={search} search={search} known={known} />
  return <PageFrame>{error ? <ErrorState error={error} onRetry={retry} /> : <Skeleton />}</PageFrame>
}

function Editor({ search, known }: { readonly search: string; readonly known: Known }) {
  const address = useMemo(() => readEditorAddress(search), [search])
  const start = editorStart(address, known)
  const isForNobody = address.cardIds.length + address.personIds.length === 0
  if (isForNobody && (address.templateId === null || start.template !== null)) return <TemplateEditor start={start} known={known} />
  if (start.targets.length > 0) return <PlanEditor start={start} known={known} />
  return (
    <PageFrame>
      <EmptyState icon={IconWallet} title={isForNobody ? 'This template is gone' : 'These cards and people are gone'} action={<Button component={Link} href={PATHS.limits}>All limits</Button>}>
        They were removed in the meantime, so there is nothing to set here.
      </EmptyState>
    </PageFrame>
  )
}
