import { type RefObject, useEffect, useState } from 'react'
import type { OutputOf } from '#shared/rpc/define.ts'
import type { Challenge, connectionsContract } from '#shared/rpc/contract/connections.contract.ts'
import { CODE_DIGITS } from './model/code-entry.ts'
import { useAttempt, type Attempt } from './use-attempt.ts'

export type CodeResult = OutputOf<(typeof connectionsContract)['verifyCode']>

export interface CodeProps {
  readonly connectionId: number
  readonly challenge: Challenge
  readonly onVerified: (result: CodeResult) => void
}

export interface Code {
  readonly challenge: Challenge
  readonly destination: string
  readonly setDestination: (id: string) => void
  /** Where to is being chosen; else the code is awaited. */
  readonly isChoosing: boolean
  readonly setIsChoosing: (isChoosing: boolean) => void
  readonly trust: boolean
  readonly setTrust: (trust: boolean) => void
  readonly code: string
  readonly setCode: (code: string) => void
  readonly send: Pick<Attempt<never, never>, 'isRunning' | 'error' | 'until'>
  readonly verify: Pick<Attempt<never, never>, 'isRunning' | 'error' | 'until'>
  readonly sendTo: () => Promise<void>
  readonly check: () => Promise<void>
}

/** Asking for a one-time code and answering with it. A code that was sent back is gone from the field, right or wrong. */
export function useCode({ connectionId, challenge: given, onVerified }: CodeProps, field: RefObject<HTMLInputElement | null>): Code {
  const [challenge, setChallenge] = useState(given)
  const [destination, setDestination] = useState(given.sentTo ?? given.destinations[0]?.id ?? '')
  const [isChoosing, setIsChoosing] = useState(given.sentTo === null)
  const [trust, setTrust] = useState(false)
  const [code, setCode] = useState('')
  const send = useAttempt((call) => call.connections.sendCode)
  const verify = useAttempt((call) => call.connections.verifyCode)
  useEffect(() => {
    if (verify.error) field.current?.focus()
  }, [verify.error, field])

  const sendTo = async () => {
    verify.clear()
    const sent = await send.run({ connectionId, challengeId: challenge.id, destinationId: destination })
    if (!sent) return
    setChallenge(sent)
    setCode('')
    setIsChoosing(false)
    requestAnimationFrame(() => field.current?.focus())
  }
  const check = async () => {
    if (verify.isRunning) return
    if (code.length < CODE_DIGITS) {
      field.current?.focus()
      return
    }
    const result = await verify.run({ connectionId, challengeId: challenge.id, code, trust })
    setCode('')
    if (result) onVerified(result)
  }
  return { challenge, destination, setDestination, isChoosing, setIsChoosing, trust, setTrust, code, setCode, send, verify, sendTo, check }
}
