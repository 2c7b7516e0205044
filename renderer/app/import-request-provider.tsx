import { type ReactNode, useCallback, useEffect, useMemo, useRef, useState } from 'react'
import type { FileGrant } from '#shared/rpc/bridge.ts'
import { goTo } from '#renderer/lib/hash-location.ts'
import { ImportRequestContext, useImportRequest, type ImportRequest } from '#renderer/lib/import-request.tsx'
import { PATHS } from '#renderer/lib/links.ts'
import { useBridge } from '#renderer/lib/services.tsx'

/** Brings files from wherever they come (dropped, picked, given at launch) to the imports page. */
export function ImportRequestProvider({ children }: { readonly children: ReactNode }) {
  const bridge = useBridge()
  const [pending, setPending] = useState<readonly FileGrant[] | null>(null)
  const held = useRef<readonly FileGrant[]>([])

  const offer = useCallback((files: readonly FileGrant[]) => {
    if (files.length === 0) return
    held.current = [...held.current, ...files]
    setPending(held.current)
    goTo(PATHS.imports)
  }, [])
  const take = useCallback(() => {
    const files = held.current
    held.current = []
    setPending(null)
    return files
  }, [])
  const pick = useCallback(async () => offer(await bridge.pickStatements({})), [bridge, offer])

  const value = useMemo<ImportRequest>(() => ({ pending, take, offer, pick }), [pending, take, offer, pick])
  return <ImportRequestContext value={value}>{children}</ImportRequestContext>
}

/** Collects files given at launch or by "open with" once the vault is open: until then main keeps them. */
export function LaunchFiles() {
  const bridge = useBridge()
  const { offer } = useImportRequest()
  useEffect(() => {
    const collect = () => {
      void bridge.takeLaunchFiles({}).then(offer)
    }
    collect()
    return bridge.onLaunchFiles(collect)
  }, [bridge, offer])
  return null
}
