/** Big-endian numbers and letters out of a file's bytes. Past the end it throws a RangeError, which its callers take for damage. */
export class ByteReader {
  readonly bytes: Uint8Array
  readonly #view: DataView

  constructor(bytes: Uint8Array) {
    this.bytes = bytes
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  }

  get length(): number {
    return this.bytes.byteLength
  }

  u8(at: number): number {
    return this.#view.getUint8(at)
  }

  u16(at: number, isLittle = false): number {
    return this.#view.getUint16(at, isLittle)
  }

  u32(at: number, isLittle = false): number {
    return this.#view.getUint32(at, isLittle)
  }

  /** A number of 0 to 8 bytes. */
  uint(at: number, size: number): number {
    let value = 0
    for (let index = 0; index < size; index += 1) value = value * 256 + this.u8(at + index)
    return value
  }

  /** One letter a byte. */
  text(at: number, length: number): string {
    if (at + length > this.length) throw new RangeError('past the end')
    return Buffer.from(this.bytes.buffer, this.bytes.byteOffset + at, length).toString('latin1')
  }
}
