import { ActionIcon, Button, Tooltip } from '@mantine/core'
import { IconCopy, IconFlask, IconMail, IconMessage, IconX } from '@tabler/icons-react'
import { useId } from 'react'
import { Ago } from '#renderer/components/data/ago.tsx'
import { EmptyState } from '#renderer/components/data/empty-state.tsx'
import { Skeleton } from '#renderer/components/data/skeleton.tsx'
import { errorText } from '#renderer/lib/error-text.ts'
import { useBridge } from '#renderer/lib/services.tsx'
import { useToasts } from '#renderer/components/feedback/toasts.tsx'
import { useInbox, type SandboxMessage } from '../use-sandbox.ts'
import { SandboxControls } from './sandbox-controls.tsx'
import classes from './sandbox.module.css'

/** What only a sandbox has: its messages, its clock, its switch. Marked so that nobody takes it for the issuer's own. */
export function SandboxPanel({ connectionId, onClose }: { readonly connectionId: number; readonly onClose?: (() => void) | undefined }) {
  const titleId = useId()
  return (
    <aside className={classes.panel} aria-labelledby={titleId}>
      <header className={classes.head}>
        <IconFlask size={18} stroke={1.6} aria-hidden />
        <h2 id={titleId} className={classes.title}>Sandbox inbox</h2>
        {onClose && (
          <Tooltip label="Hide the inbox">
            <ActionIcon aria-label="Hide the inbox" onClick={onClose}><IconX size={16} stroke={1.6} /></ActionIcon>
          </Tooltip>
        )}
      </header>
      <p className={classes.about}>Made-up messages. A real issuer would send them to your phone or e-mail.</p>
      <Messages connectionId={connectionId} />
      <SandboxControls connectionId={connectionId} />
    </aside>
  )
}

function Messages({ connectionId }: { readonly connectionId: number }) {
  const { messages, error } = useInbox(connectionId)
  if (messages === null) return error === null ? <Skeleton count={3} /> : <p className={classes.about} role="status">{errorText(error).title}.</p>
  if (messages.length === 0) return <EmptyState size="inline" icon={IconMail} title="No messages yet">A code arrives here a moment after it is sent.</EmptyState>
  return (
    <>
      {error !== null && <p className={classes.about} role="status">{errorText(error).title}. These arrived before.</p>}
      <ol className={classes.messages} aria-label="Messages" tabIndex={0}>
        {messages.map((message) => <Message key={message.id} message={message} />)}
      </ol>
    </>
  )
}

function Message({ message: { at, channel, to, subject, text, code } }: { readonly message: SandboxMessage }) {
  const Icon = channel === 'sms' ? IconMessage : IconMail
  return (
    <li className={classes.message}>
      <div className={classes.line}>
        <Icon size={16} stroke={1.6} aria-hidden />
        <span className={classes.to}><span className="ck-hidden">{channel === 'sms' ? 'Text message to' : 'E-mail to'}</span> {to}</span>
        <span className={classes.when}><Ago at={at} /></span>
      </div>
      {subject !== '' && <strong className={classes.subject}>{subject}</strong>}
      <p className={classes.text} data-selectable>{text}</p>
      {code !== null && <CopyCode code={code} />}
    </li>
  )
}

function CopyCode({ code }: { readonly code: string }) {
  const bridge = useBridge()
  const toasts = useToasts()
  const copy = () => void bridge.copyText({ text: code }).then((copied) => copied && toasts.say('Code copied'), toasts.fail)
  return (
    <Button size="compact-sm" variant="default" leftSection={<IconCopy size={14} stroke={1.6} />} aria-label={`Copy the code ${code}`} onClick={copy}>
      <span className={`ck-figure ${classes.codeText}`}>{code}</span>
    </Button>
  )
}
