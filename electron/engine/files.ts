import { AppError } from '#shared/rpc/errors.ts'
import type { GrantedFile } from '#shared/rpc/control.ts'

/** Files a person chose, by the token that stands for each. The engine opens no other path for a window. */
export interface EngineFiles {
  /** Throws `not-found` (kind file) for a token that was never granted, or granted for something else. */
  readable(token: string): GrantedFile
  writable(token: string): GrantedFile
}

export class GrantedFiles implements EngineFiles {
  readonly #files = new Map<string, GrantedFile>()

  grant(file: GrantedFile): void {
    this.#files.set(file.token, file)
  }

  readable(token: string): GrantedFile {
    return this.#find(token, 'read')
  }

  writable(token: string): GrantedFile {
    return this.#find(token, 'write')
  }

  #find(token: string, mode: GrantedFile['mode']): GrantedFile {
    const file = this.#files.get(token)
    if (file?.mode !== mode) throw new AppError('not-found', { kind: 'file' })
    return file
  }
}
