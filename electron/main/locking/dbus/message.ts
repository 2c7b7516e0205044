/**
 * Messages of D-Bus, as far as listening needs them (D-Bus specification, "Message Protocol").
 *
 * Written: calls and signals whose arguments are strings, numbers without sign and truth values. Read: the header, and
 * a first argument that is a truth value. Everything else of a message is passed over.
 */

export const MESSAGE_TYPES = { call: 1, reply: 2, error: 3, signal: 4 } as const
export type MessageType = keyof typeof MESSAGE_TYPES

export interface OutgoingMessage {
  readonly type: 'call' | 'signal'
  readonly serial: number
  readonly path: string
  readonly interface: string
  readonly member: string
  readonly destination?: string
  readonly args?: readonly (string | number | boolean)[]
}

export interface IncomingMessage {
  readonly type: MessageType | 'unknown'
  readonly path: string | undefined
  readonly interface: string | undefined
  readonly member: string | undefined
  readonly sender: string | undefined
  /** Of the call that this answers. */
  readonly replyTo: number | undefined
  /** The first argument, where that is a truth value. */
  readonly flag: boolean | undefined
}

const LITTLE = 0x6c
const BIG = 0x42
const FIELDS = { path: 1, interface: 2, member: 3, replyTo: 5, destination: 6, sender: 7, signature: 8 } as const
/** Nothing that we listen to comes near it. The specification's own bound is 128 MiB. */
export const LARGEST_MESSAGE = 1 << 20
const FIXED_HEADER = 16

class Writer {
  #bytes: Buffer = Buffer.alloc(0)

  get bytes(): Buffer {
    return this.#bytes
  }

  align(to: number): this {
    return this.#append(Buffer.alloc((to - (this.#bytes.length % to)) % to))
  }

  byte(value: number): this {
    return this.#append(Buffer.from([value]))
  }

  uint32(value: number): this {
    const four = Buffer.alloc(4)
    four.writeUInt32LE(value)
    return this.align(4).#append(four)
  }

  string(text: string): this {
    return this.uint32(Buffer.byteLength(text)).#append(Buffer.from(`${text}\0`))
  }

  signature(text: string): this {
    return this.byte(text.length).#append(Buffer.from(`${text}\0`))
  }

  append(bytes: Buffer): this {
    return this.#append(bytes)
  }

  #append(bytes: Buffer): this {
    this.#bytes = Buffer.concat([this.#bytes, bytes])
    return this
  }
}

export function encodeMessage({ type, serial, args = [], ...message }: OutgoingMessage): Buffer {
  const body = new Writer()
  for (const value of args) {
    if (typeof value === 'string') body.string(value)
    else body.uint32(Number(value))
  }
  const signature = args.map((value) => (typeof value === 'string' ? 's' : typeof value === 'number' ? 'u' : 'b')).join('')
  // The fields begin at a multiple of eight (16), so that alignment within them is alignment within the message.
  const fields = new Writer()
  const field = (code: number, kind: string, write: (to: Writer) => void) => write(fields.align(8).byte(code).signature(kind))
  field(FIELDS.path, 'o', (to) => to.string(message.path))
  field(FIELDS.interface, 's', (to) => to.string(message.interface))
  field(FIELDS.member, 's', (to) => to.string(message.member))
  const { destination } = message
  if (destination !== undefined) field(FIELDS.destination, 's', (to) => to.string(destination))
  if (signature !== '') field(FIELDS.signature, 'g', (to) => to.signature(signature))
  return new Writer()
    .append(Buffer.from([LITTLE, MESSAGE_TYPES[type], 0, 1]))
    .uint32(body.bytes.length)
    .uint32(serial)
    .uint32(fields.bytes.length)
    .append(fields.bytes)
    .align(8)
    .append(body.bytes).bytes
}

/** Length of the message that begins here, or undefined while too little of it has arrived. Throws a RangeError for what is no message. */
export function messageLength(bytes: Buffer): number | undefined {
  if (bytes.length < FIXED_HEADER) return undefined
  const little = isLittle(bytes)
  const [body, fields] = [readUint32(bytes, 4, little), readUint32(bytes, 12, little)]
  const length = alignTo(FIXED_HEADER + fields, 8) + body
  if (length > LARGEST_MESSAGE) throw new RangeError('D-Bus message too large')
  return length
}

/** Reads one whole message. Throws a RangeError for what is no message. */
export function decodeMessage(bytes: Buffer): IncomingMessage {
  const little = isLittle(bytes)
  const end = FIXED_HEADER + readUint32(bytes, 12, little)
  const found = new Map<number, string | number>()
  for (let at = FIXED_HEADER; at < end; ) {
    at = alignTo(at, 8)
    const code = bytes.readUInt8(at)
    const kind = readSignature(bytes, at + 1)
    const value = readField(bytes, kind.next, kind.text, little)
    found.set(code, value.value)
    at = value.next
  }
  const text = (code: number) => {
    const value = found.get(code)
    return typeof value === 'string' ? value : undefined
  }
  const replyTo = found.get(FIELDS.replyTo)
  const type = Object.entries(MESSAGE_TYPES).find(([, number]) => number === bytes.readUInt8(1))?.[0] as MessageType | undefined
  return {
    type: type ?? 'unknown',
    path: text(FIELDS.path),
    interface: text(FIELDS.interface),
    member: text(FIELDS.member),
    sender: text(FIELDS.sender),
    replyTo: typeof replyTo === 'number' ? replyTo : undefined,
    flag: text(FIELDS.signature)?.startsWith('b') ? readUint32(bytes, alignTo(end, 8), little) === 1 : undefined,
  }
}

function readField(bytes: Buffer, at: number, kind: string, little: boolean): { readonly value: string | number; readonly next: number } {
  if (kind === 'u') {
    const start = alignTo(at, 4)
    return { value: readUint32(bytes, start, little), next: start + 4 }
  }
  if (kind === 'g') {
    const { text, next } = readSignature(bytes, at)
    return { value: text, next }
  }
  if (kind !== 's' && kind !== 'o') throw new RangeError('D-Bus header field of an unknown kind')
  const start = alignTo(at, 4)
  const length = readUint32(bytes, start, little)
  if (start + 4 + length >= bytes.length + 1) throw new RangeError('D-Bus string ends outside its message')
  return { value: bytes.toString('utf8', start + 4, start + 4 + length), next: start + 4 + length + 1 }
}

function readSignature(bytes: Buffer, at: number): { readonly text: string; readonly next: number } {
  const length = bytes.readUInt8(at)
  return { text: bytes.toString('latin1', at + 1, at + 1 + length), next: at + 2 + length }
}

function isLittle(bytes: Buffer): boolean {
  const order = bytes.readUInt8(0)
  if (order !== LITTLE && order !== BIG) throw new RangeError('Not a D-Bus message')
  return order === LITTLE
}

const readUint32 = (bytes: Buffer, at: number, little: boolean) => (little ? bytes.readUInt32LE(at) : bytes.readUInt32BE(at))
const alignTo = (at: number, to: number) => Math.ceil(at / to) * to
