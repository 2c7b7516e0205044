import { app } from 'electron'
import { join } from 'node:path'
import type { Child, Program, ProgramWay } from './child.ts'
import { forkNode } from './forked-node.ts'
import { forkUtility } from './utility-process.ts'

/** Starts a program that needs no ports. `name` is what the system's task list calls it. */
export function startProgram<Sent extends object, Received>(way: ProgramWay, program: Program & { readonly name: string }): Child<Sent, Received> {
  return way === 'utility-process' ? forkUtility(program) : forkNode({ ...program, node: nodeBeside() })
}

/** Only an unpackaged app forks, and beside it stands the Node that its scripts run on. */
export function nodeBeside(): string {
  return join(app.getAppPath(), 'node_modules', 'node', 'bin', process.platform === 'win32' ? 'node.exe' : 'node')
}
