/** Whether the engine is there. Set by app/engine-watch.ts from main's word and from the port itself. */
import { createContext, use } from 'react'
import type { EngineState } from '#shared/rpc/bridge.ts'

export const EngineStateContext = createContext<EngineState>('starting')

export const useEngineState = (): EngineState => use(EngineStateContext)
