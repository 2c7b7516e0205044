import type { FeatureHandlers } from '../rpc/handlers.ts'
import type { Rescue } from './rescue.ts'

export interface RescueHandlerDeps {
  readonly rescue: Rescue
  readonly emitUnlocked: () => void
}

export function createRescueHandlers({ rescue, emitUnlocked }: RescueHandlerDeps): FeatureHandlers<'rescue'> {
  const thenOpen = async <T>(done: Promise<T>): Promise<T> => {
    const result = await done
    emitUnlocked()
    return result
  }
  return {
    status: () => rescue.status(),
    prove: (_context, input) => rescue.prove(input),
    fromCopy: (_context, input) => thenOpen(rescue.fromCopy(input)),
    salvage: () => thenOpen(rescue.salvage()),
    inspect: (_context, input) => rescue.inspect(input),
    fromFile: (_context, input) => thenOpen(rescue.fromFile(input)),
    wipe: (_context, input) => rescue.wipe(input),
  }
}
