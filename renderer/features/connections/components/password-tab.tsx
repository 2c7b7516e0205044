import { useToasts } from '#renderer/components/feedback/toasts.tsx'
import type { Connection } from '#shared/rpc/contract/connections.contract.ts'
import { useAttempt } from '../use-attempt.ts'
import { NewPasswordForm } from './new-password-form.tsx'
import classes from './connections.module.css'

/** `isForced`: after "This wasn't me" nothing else is let through. */
export function PasswordTab({ connection, isForced }: { readonly connection: Connection; readonly isForced: boolean }) {
  const toasts = useToasts()
  const attempt = useAttempt((call) => call.connections.changePassword)
  const send = async ({ current, next }: { readonly current: string; readonly next: string }) => {
    const done = await attempt.run({ connectionId: connection.id, currentPassword: current, newPassword: next })
    if (done) toasts.say('Password changed. Other sessions have ended.')
    return done !== undefined
  }
  return (
    <div className={classes.narrow}>
      <NewPasswordForm
        title={isForced ? 'Choose a new password' : 'Change the password'}
        lead={isForced ? 'You said that something was not you. Until the password is new, the issuer lets nothing else through.' : 'Every other session ends; this one goes on.'}
        verb="Change the password"
        context={`${connection.person?.userId ?? ''} ${connection.person?.companyName ?? ''}`.trim()}
        asksCurrent
        isAlone={isForced}
        attempt={attempt}
        onSend={send}
      />
    </div>
  )
}
