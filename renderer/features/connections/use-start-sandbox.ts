import { goTo } from '#renderer/lib/hash-location.ts'
import { useToasts } from '#renderer/components/feedback/toasts.tsx'
import { viewHref } from './model/address.ts'
import { useAttempt } from './use-attempt.ts'

/** Starts the made-up issuer, connects it and goes to where one registers or signs in. */
export function useStartSandbox() {
  const toasts = useToasts()
  const attempt = useAttempt((call) => call.connections.startSandbox)
  const run = async () => {
    const connection = await attempt.run({})
    if (!connection) return
    if (connection.state === 'signed-in') toasts.say('The sandbox is running, and you are signed in')
    // Whoever was there before has a password there; anybody else registers first.
    goTo(viewHref(connection.id, connection.state === 'signed-out' && connection.syncedAt === null && connection.rememberedIdentifier === null ? 'register' : 'sign-in'))
  }
  return { start: () => void run(), isRunning: attempt.isRunning, error: attempt.error }
}
