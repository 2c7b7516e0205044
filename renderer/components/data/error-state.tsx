import { Button } from '@mantine/core'
import { IconAlertTriangle, IconCopy } from '@tabler/icons-react'
import { useState } from 'react'
import { redact } from '#shared/redaction/redact.ts'
import { AppError } from '#shared/rpc/errors.ts'
import { errorDetails, errorText } from '#renderer/lib/error-text.ts'
import { useBridge } from '#renderer/lib/services.tsx'
import classes from './states.module.css'

export interface ErrorStateProps {
  readonly error: AppError
  readonly onRetry?: () => void
  /** `page` (default) in the middle of the page; `inline` a bar above content that lives on. */
  readonly size?: 'page' | 'inline'
}

/** What happened, what it means, what to do; the page around it lives on. */
export function ErrorState({ error, onRetry, size = 'page' }: ErrorStateProps) {
  const text = errorText(error)
  if (size === 'inline') {
    // Said already, by whoever closed the question who is there without an answer.
    if (AppError.is(error, 'presence.required')) return null
    return (
      <div className={classes.errorBar} role="alert">
        <IconAlertTriangle size={18} stroke={1.6} className={classes.errorIcon} aria-hidden />
        <div className={classes.errorBarText}>
          <strong>{text.title}.</strong> {text.meaning} {text.action}
        </div>
        <ErrorActions error={error} onRetry={onRetry} />
      </div>
    )
  }
  return (
    <div className={classes.state} data-size="page" role="alert">
      <span className={classes.stateIcon} data-tone="danger" aria-hidden>
        <IconAlertTriangle size={28} stroke={1.4} />
      </span>
      <h2 className={classes.stateTitle}>{text.title}</h2>
      <div className={classes.stateText}>
        <p>{text.meaning}</p>
        <p>{text.action}</p>
      </div>
      <div className={classes.stateAction}>
        <ErrorActions error={error} onRetry={onRetry} />
      </div>
    </div>
  )
}

function ErrorActions({ error, onRetry }: { readonly error: AppError; readonly onRetry: (() => void) | undefined }) {
  const bridge = useBridge()
  const [copied, setCopied] = useState(false)
  const copy = async () => setCopied(await bridge.copyText({ text: redact(errorDetails(error)) }))
  return (
    <div className={classes.errorActions}>
      {onRetry && (
        <Button size="xs" variant="default" onClick={onRetry}>
          Try again
        </Button>
      )}
      <Button size="xs" variant="subtle" color="gray" leftSection={<IconCopy size={14} stroke={1.6} />} onClick={() => void copy()}>
        {copied ? 'Copied' : 'Copy details'}
      </Button>
    </div>
  )
}
