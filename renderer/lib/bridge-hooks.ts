/** What the doorman tells the page, as hooks. */
import { useQuery, useQueryClient, type UseQueryResult } from '@tanstack/react-query'
import { useCallback } from 'react'
import type { BridgeCalls, ThemeChoice } from '#shared/rpc/bridge.ts'
import type { z } from 'zod'
import { useBridge } from './services.tsx'

export type Frame = z.output<BridgeCalls['getFrame']['output']>

const FRAME_KEY = ['bridge', 'getFrame'] as const

/** Version, platform and the chosen theme. */
export function useFrame(): UseQueryResult<Frame> {
  const bridge = useBridge()
  return useQuery({ queryKey: FRAME_KEY, queryFn: () => bridge.getFrame({}) })
}

/** Sets the window's theme; the page follows by itself. */
export function useSetTheme(): (theme: ThemeChoice) => Promise<void> {
  const bridge = useBridge()
  const client = useQueryClient()
  return useCallback(
    async (theme) => {
      await bridge.setTheme({ theme })
      await client.invalidateQueries({ queryKey: FRAME_KEY })
    },
    [bridge, client],
  )
}
