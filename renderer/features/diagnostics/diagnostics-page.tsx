import { Button, Checkbox } from '@mantine/core'
import { IconCopy } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { QueryView } from '#renderer/components/data/query-view.tsx'
import { useToasts } from '#renderer/components/feedback/toasts.tsx'
import { PageFrame, Section } from '#renderer/components/page/page-frame.tsx'
import { useFrame } from '#renderer/lib/bridge-hooks.ts'
import { useEngineQuery } from '#renderer/lib/engine-hooks.ts'
import { toAppError } from '#renderer/lib/query-client.ts'
import { useBridge } from '#renderer/lib/services.tsx'
import type { AppError } from '#shared/rpc/errors.ts'
import { reportText, type DiagnosticsFacts } from './model/report-text.ts'
import classes from './diagnostics.module.css'

/** Facts for whoever helps with a problem, all to be read before anything leaves. */
export function DiagnosticsPage() {
  const report = useEngineQuery((ask) => ask.diagnostics.report({}))
  const vault = useEngineQuery((ask) => ask.vault.status({}))
  const frame = useFrame()
  return (
    <PageFrame>
      <Section title="Copy diagnostics">
        <p className={classes.lead}>
          Facts for whoever helps you with a problem: versions, counts, states and error codes. No name, amount, card number, address or password is among them. Below is
          every letter of what would be copied; nothing is sent anywhere by itself.
        </p>
        <QueryView query={report}>
          {(data) => (
            <QueryView query={vault}>
              {(status) => frame.data && <Copying facts={{ report: data, vault: status, frame: frame.data, at: report.dataUpdatedAt }} />}
            </QueryView>
          )}
        </QueryView>
      </Section>
    </PageFrame>
  )
}

function Copying({ facts }: { readonly facts: DiagnosticsFacts }) {
  const bridge = useBridge()
  const toasts = useToasts()
  const [withLog, setWithLog] = useState(true)
  const [copied, setCopied] = useState<string | null>(null)
  const log = useQuery<readonly string[], AppError>({
    queryKey: ['bridge', 'readLog'],
    queryFn: () => bridge.readLog({}).catch((error: unknown) => Promise.reject(toAppError(error))),
  })
  return (
    <QueryView query={log}>
      {(lines) => {
        const text = reportText(facts, withLog ? lines : null)
        const copy = () => void bridge.copyText({ text }).then((done) => setCopied(done ? text : null), toasts.fail)
        return (
          <>
            <pre className={classes.text} data-selectable tabIndex={0} aria-label="What would be copied">{text}</pre>
            <div className={classes.actions}>
              <Button leftSection={<IconCopy size={16} stroke={1.6} />} onClick={copy}>{copied === text ? 'Copied' : 'Copy diagnostics'}</Button>
              <Checkbox label="With the last lines of the app’s log" checked={withLog} onChange={(event) => setWithLog(event.currentTarget.checked)} />
            </div>
          </>
        )
      }}
    </QueryView>
  )
}
