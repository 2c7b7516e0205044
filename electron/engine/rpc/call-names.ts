/** Every name that can stand on the wire. */
import { contract } from '#shared/rpc/contract/index.ts'

export const CALL_NAMES: ReadonlySet<string> = new Set(Object.entries(contract).flatMap(([feature, definitions]) => Object.keys(definitions).map((name) => `${feature}.${name}`)))
