/**
 * The thread that talks to the windows, and never works for long.
 *
 * Locked, it answers for the vault, and nothing else runs. Unlocking starts the working thread, to which every call goes that is not about the
 * vault. Soon after, the front opens its own reading connection and answers what only reads: a pull, an import or a commit that keeps the
 * working thread busy then keeps no page waiting.
 */
import { EventEmitter } from 'node:events'
import { MessageChannel, type MessagePort } from 'node:worker_threads'
import type { TaskProgress } from '#shared/rpc/define.ts'
import { rescueContract } from '#shared/rpc/contract/rescue.contract.ts'
import { vaultContract } from '#shared/rpc/contract/vault.contract.ts'
import type { GrantedFile } from '#shared/rpc/control.ts'
import { AppError } from '#shared/rpc/errors.ts'
import type { Wire } from '#shared/rpc/protocol.ts'
import type { FileWork } from '../backups/file-work.ts'
import { databaseFile } from '../db/database-file.ts'
import { createRescueHandlers } from '../rescue/rescue.handlers.ts'
import { Rescue } from '../rescue/rescue.ts'
import { GrantedFiles } from '../files.ts'
import { answer, callsOf } from '../rpc/answer.ts'
import { countRefusals, type NoteRefusal, type RefusalOptions } from '../rpc/refusals.ts'
import { internalReporter } from '../rpc/report-internal.ts'
import { asksPresence } from '../rpc/presence.ts'
import { gated, isClientMessage } from '../rpc/admit.ts'
import { EngineServer } from '../rpc/serve.ts'
import type { Rekeying } from '../rekey.ts'
import type { Opening, VaultSession } from '../session.ts'
import type { EngineTransport } from '../transport/index.ts'
import { connectPeer, type Peer } from '../transport/peer.ts'
import { createVaultHandlers } from '../vault/vault.handlers.ts'
import { createVaultKeeper } from '../vault/vault-keeper.ts'
import type { Reading, ReadingOptions } from './reading.ts'
import type { FrontApi, ThreadApi } from './thread-api.ts'
import type { WorkingThread } from './working-thread.ts'

export interface FrontOptions {
  /** Folder of the vault: envelope, attempts, database. */
  readonly folder: string
  readonly host: EngineTransport['host']
  readonly now: () => number
  /** Milliseconds that the wall clock cannot move. */
  readonly monotonic: () => number
  readonly checkOutputs: boolean
  readonly log: (line: string) => void
  readonly refusals: RefusalOptions
  readonly startThread: () => WorkingThread
  /** Copies, checks and rescues whole database files, elsewhere than in this thread. */
  readonly fileWork: FileWork
  /** Loads what reading needs, which nobody needs before. */
  readonly openReading: (options: ReadingOptions) => Promise<Reading>
  /** From the unlocking until the front reads by itself: the first window has the machine to itself. */
  readonly readAfterMs: number
}

/** What the front answers itself, whatever state the vault is in. */
const OWN_CALLS = /^(vault|rescue)\./

interface Window {
  readonly wire: Wire
  /** Takes what the front itself answers. */
  readonly receive: (message: unknown) => void
  /** To the working thread; undefined while there is none. */
  port: MessagePort | undefined
}

export class Front {
  readonly #options: FrontOptions
  readonly #server: EngineServer
  readonly #session: VaultSession
  readonly #keeper
  readonly #rescue: Rescue
  readonly #noteRefusal: NoteRefusal
  readonly #windows = new Set<Window>()
  readonly #grants: GrantedFile[] = []
  readonly #files = new GrantedFiles()
  #thread: Peer<ThreadApi> | undefined
  #worker: WorkingThread | undefined
  #reading: Reading | undefined
  #unlocked = false
  #closed = false
  #onRekeyProgress: (progress: TaskProgress) => void = () => {}

  constructor(options: FrontOptions) {
    const { folder, host, now, monotonic, checkOutputs, log } = options
    this.#options = options
    this.#noteRefusal = countRefusals(options.refusals)
    this.#keeper = createVaultKeeper({ folder, host, now, monotonic })
    const unlocked = () => this.#unlocked
    this.#session = {
      get unlocked() {
        return unlocked()
      },
      open: (opening) => this.#open(opening),
      record: (event) => this.#startThread().ask('record', [event]),
      provePresence: () => this.#startThread().ask('provePresence', []),
      insistOnPresence: () => this.#startThread().ask('insistOnPresence', []),
      rekey: (rekeying, onProgress) => this.#rekey(rekeying, onProgress),
    }
    this.#rescue = new Rescue({ folder, keeper: this.#keeper, session: this.#session, work: options.fileWork, files: this.#files, now, closeBooks: () => this.#closeBooks() })
    const emitUnlocked = () => this.#server.emit({ t: 'event', name: 'changed', payload: { topics: ['vault'] } })
    const calls = new Map([
      ...callsOf('vault', vaultContract, createVaultHandlers({ keeper: this.#keeper, session: this.#session, emitUnlocked, lockNow: () => host.lockNow(), files: this.#files })),
      ...callsOf('rescue', rescueContract, createRescueHandlers({ rescue: this.#rescue, emitUnlocked })),
    ])
    const reportInternal = internalReporter(log)
    this.#server = new EngineServer({
      call: async (name, input, { signal, onProgress }) => {
        if (this.#closed) throw new AppError('engine.unavailable', {})
        if (this.#reading?.answers(name)) return this.#reading.call(name, input, signal)
        if (!OWN_CALLS.test(name)) throw new AppError('vault.locked', {})
        if (name !== 'vault.status' && name.startsWith('vault.')) this.#startThread()
        return answer({ reportInternal, checkOutputs, noteRefusal: this.#noteRefusal }, calls.get(name), { name, input, signal }, async ({ definition, handler }, parsed) => {
          await this.#rescue.settle()
          if (asksPresence(definition, parsed)) await this.#session.insistOnPresence()
          return handler({ now: now(), signal, progress: onProgress }, parsed)
        })
      },
    })
  }

  attach(windowWire: Wire): void {
    const wire = gated(windowWire, this.#noteRefusal)
    const own = new EventEmitter()
    this.#server.attach({ send: (message) => wire.send(message), onMessage: (listener) => void own.on('message', listener), onClose: (listener) => void own.on('close', listener), close: () => wire.close() })
    const window: Window = { wire, receive: (message) => own.emit('message', message), port: undefined }
    this.#windows.add(window)
    wire.onMessage((message) => this.#route(window, message))
    wire.onClose(() => {
      this.#windows.delete(window)
      window.port?.close()
      own.emit('close')
    })
    if (this.#thread) this.#connect(window, this.#thread)
  }

  grant(file: GrantedFile): void {
    this.#files.grant(file)
    if (this.#thread) void this.#thread.ask('grant', [file])
    else this.#grants.push(file)
  }

  /** The reading connection first: the last one to close the database clears its log away. */
  async close(): Promise<void> {
    this.#closed = true
    const reading = this.#reading
    this.#reading = undefined
    await reading?.close()
    await this.#thread?.ask('close', [])
    await this.#worker?.terminate()
  }

  #route(window: Window, message: unknown): void {
    if (!isClientMessage(message)) return
    if (message.t === 'cancel') {
      window.receive(message)
      window.port?.postMessage(message)
    } else if (this.#unlocked && !this.#closed && !OWN_CALLS.test(message.name) && !this.#reading?.answers(message.name)) window.port?.postMessage(message)
    else window.receive(message)
  }

  #startThread(): Peer<ThreadApi> {
    if (this.#thread) return this.#thread
    const { host, startThread } = this.#options
    this.#worker = startThread()
    const thread = connectPeer<ThreadApi, FrontApi>(this.#worker, {
      sandboxStart: () => host.sandboxStart(),
      sandboxStop: () => host.sandboxStop(),
      sandboxState: () => host.sandboxState(),
      sandboxProgress: () => host.sandboxProgress(),
      lockAfter: (minutes) => host.lockAfter(minutes),
      renameVault: (businessName) => this.#keeper.rename({ businessName }),
      portableEnvelope: (passphrase) => this.#keeper.portableEnvelope({ passphrase }),
      rekeyProgress: async (progress) => this.#onRekeyProgress(progress),
      noteRefusal: async (reason, name) => this.#noteRefusal(reason, name),
    })
    this.#thread = thread
    for (const window of this.#windows) this.#connect(window, thread)
    for (const file of this.#grants.splice(0)) void thread.ask('grant', [file])
    return thread
  }

  #connect(window: Window, thread: Peer<ThreadApi>): void {
    const { port1, port2 } = new MessageChannel()
    port1.on('message', (message) => window.wire.send(message))
    window.port = port1
    void thread.ask('attach', [port2], [port2])
  }

  #open(opening: Opening): Promise<void> {
    return this.#rescue.guard(opening, () => this.#openBooks(opening))
  }

  /** Whatever had the database open has it no more. Only a new engine opens it again. */
  async #closeBooks(): Promise<void> {
    this.#unlocked = false
    const reading = this.#reading
    this.#reading = undefined
    await reading?.close()
    await this.#thread?.ask('close', [])
  }

  async #openBooks(opening: Opening): Promise<void> {
    const key = Buffer.from(opening.key)
    try {
      // Moved, not copied: what is sent is no longer here.
      const sent = Uint8Array.from(opening.key)
      await this.#startThread().ask('open', [{ ...opening, key: sent }], [sent.buffer])
      this.#unlocked = true
      setTimeout(() => void this.#startReading(key), this.#options.readAfterMs).unref()
    } catch (error) {
      key.fill(0)
      throw error
    } finally {
      opening.key.fill(0)
    }
  }

  async #rekey({ key, nextKey, envelope }: Rekeying, onProgress: (progress: TaskProgress) => void): Promise<void> {
    this.#onRekeyProgress = onProgress
    const sent = { key: Uint8Array.from(key), nextKey: Uint8Array.from(nextKey), envelope }
    try {
      await this.#startThread().ask('rekey', [sent], [sent.key.buffer, sent.nextKey.buffer])
    } finally {
      key.fill(0)
      nextKey.fill(0)
    }
  }

  async #startReading(key: Buffer): Promise<void> {
    const { folder, now, checkOutputs, log, openReading } = this.#options
    try {
      const reading = await openReading({ file: databaseFile(folder), key, now, checkOutputs, reportInternal: internalReporter(log), noteRefusal: this.#noteRefusal })
      if (this.#closed) await reading.close()
      else this.#reading = reading
    } catch (error) {
      // The working thread answers everything, only not while it is busy.
      log(`the front does not read: ${error instanceof Error ? error.name : typeof error}`)
    } finally {
      key.fill(0)
    }
  }
}
