// An app that dies: starts the sandbox issuer as main does, tells its pid, and waits to be killed.
import { join } from 'node:path'
import { forkNode } from '#main/programs/forked-node.ts'
import { sandboxEnvironment } from '#main/sandbox-host/sandbox-environment.ts'
import type { SandboxCommand, SandboxMessage } from '#sandbox/control.ts'

const folder = process.argv[2] ?? ''
const until = process.argv[3]
const entry = join(import.meta.dirname, '../../../electron/sandbox/index.ts')
const child = forkNode<SandboxCommand, SandboxMessage>({ entry, env: sandboxEnvironment({ folder, port: 0, from: process.env }), showOutput: false, node: process.execPath })
child.onMessage(({ t }) => {
  if (t === until) process.stdout.write(`${child.pid}\n`)
})
