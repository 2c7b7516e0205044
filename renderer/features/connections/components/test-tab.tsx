import { Button } from '@mantine/core'
import { IconAlertTriangle, IconCircleCheck, IconCircleDashed, IconCircleX, IconCopy } from '@tabler/icons-react'
import { useState } from 'react'
import { ErrorState } from '#renderer/components/data/error-state.tsx'
import { Skeleton } from '#renderer/components/data/skeleton.tsx'
import { Section } from '#renderer/components/page/page-frame.tsx'
import { useFormats } from '#renderer/lib/formats-context.tsx'
import { useBridge } from '#renderer/lib/services.tsx'
import type { Connection, Diagnosis } from '#shared/rpc/contract/connections.contract.ts'
import { diagnosisText, diagnosisVerdict, STEP_NAMES, stepMeaning, stepStateText } from '../model/words.ts'
import { useAsked } from '../use-asked.ts'
import classes from './connections.module.css'

const ICONS = { ok: IconCircleCheck, warning: IconAlertTriangle, failed: IconCircleX, skipped: IconCircleDashed } as const

/** How far it is possible to come with this issuer, step by step, in words. */
export function TestTab({ connection }: { readonly connection: Connection }) {
  const test = useAsked((call) => call.connections.diagnose, { connectionId: connection.id })
  const actions = <Button size="xs" variant="default" loading={test.isLoading && test.data !== undefined} onClick={test.reload}>Test again</Button>
  return (
    <Section title="Connection test" aside={connection.baseUrl === null || connection.baseUrl.startsWith('http') ? connection.baseUrl : null} actions={actions}>
      {test.data === undefined ? test.error ? <ErrorState size="inline" error={test.error} onRetry={test.reload} /> : <Skeleton count={5} /> : <Report name={connection.name} diagnosis={test.data} />}
    </Section>
  )
}

function Report({ name, diagnosis }: { readonly name: string; readonly diagnosis: Diagnosis }) {
  const bridge = useBridge()
  const formats = useFormats()
  const [copied, setCopied] = useState<Diagnosis | null>(null)
  const copy = async () => {
    if (await bridge.copyText({ text: diagnosisText(name, diagnosis) })) setCopied(diagnosis)
  }
  return (
    <>
      <p className={classes.verdict} role="status">{diagnosisVerdict(diagnosis)} <span className={classes.faint}>{formats.instant(diagnosis.at)}</span></p>
      <ul className={classes.rows}>
        {diagnosis.steps.map((one) => {
          const Icon = ICONS[one.state]
          const meaning = stepMeaning(one)
          return (
            <li key={one.step} className={classes.row}>
              <Icon size={20} stroke={1.6} className={classes.testIcon} data-state={one.state} aria-hidden />
              <div className={classes.rowText}>
                <div>{STEP_NAMES[one.step]}</div>
                {meaning !== null && <div className={classes.faint}>{meaning}</div>}
              </div>
              <span className={classes.faint}>{stepStateText(one)}{one.ms !== null && <span className="ck-figure"> · {formats.count(Math.round(one.ms))} ms</span>}</span>
            </li>
          )
        })}
      </ul>
      <Button size="xs" variant="subtle" color="gray" leftSection={<IconCopy size={14} stroke={1.6} />} onClick={() => void copy()}>{copied === diagnosis ? 'Copied' : 'Copy details'}</Button>
    </>
  )
}
