/** The engine's questions to main, answered from the keychain and by the sandbox issuer's supervisor. */
import { z } from 'zod'
import type { HostCallName } from '#shared/rpc/control.ts'
import { AppError } from '#shared/rpc/errors.ts'
import type { KeyVault } from '../keychain/key-vault.ts'
import type { SandboxHost } from '../sandbox-host/sandbox-host.ts'

/** A vault's own item, or its count of attempts. Nothing else of the keychain can be named. */
const account = z.string().regex(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}(\.attempts)?$/)
const minutes = z.string().regex(/^\d{1,2}$/).transform(Number).pipe(z.number().int().min(1).max(60))
const secret = z.string().min(1).max(1_024)

const hostCall = z.discriminatedUnion('name', [
  z.object({ name: z.literal('keychainState'), args: z.tuple([]) }),
  z.object({ name: z.literal('keychainGet'), args: z.tuple([account]) }),
  z.object({ name: z.literal('keychainSet'), args: z.tuple([account, secret]) }),
  z.object({ name: z.literal('keychainDelete'), args: z.tuple([account]) }),
  z.object({ name: z.literal(['sandboxStart', 'sandboxStop', 'sandboxState', 'sandboxProgress']), args: z.tuple([]) }),
  z.object({ name: z.literal('lockAfter'), args: z.tuple([minutes]) }),
  z.object({ name: z.literal('lockNow'), args: z.tuple([]) }),
])

/** Answers one call; rejects with an AppError and nothing else. */
export type AnswerHostCall = (name: HostCallName, args: readonly string[]) => Promise<unknown>

export interface HostCallDeps {
  readonly keychain: KeyVault
  readonly sandbox: Pick<SandboxHost, 'start' | 'stop' | 'state' | 'percent'>
  readonly lockAfter: (minutes: number) => void
  readonly lockNow: () => void
}

export function createHostCalls({ keychain, sandbox, lockAfter, lockNow }: HostCallDeps): AnswerHostCall {
  return async (name, args) => {
    const parsed = hostCall.safeParse({ name, args })
    if (!parsed.success) throw new AppError('rpc.invalid-input', { issues: ['host call'] })
    const call = parsed.data
    switch (call.name) {
      case 'keychainState':
        return keychain.state()
      case 'keychainGet':
        return keychain.get(...call.args)
      case 'keychainSet':
        return keychain.set(...call.args)
      case 'keychainDelete':
        return keychain.delete(...call.args)
      case 'sandboxStart':
        return sandbox.start()
      case 'sandboxStop':
        return sandbox.stop()
      case 'sandboxState':
        return sandbox.state
      case 'sandboxProgress':
        return sandbox.percent
      case 'lockAfter':
        return lockAfter(call.args[0])
      case 'lockNow':
        return lockNow()
    }
  }
}
