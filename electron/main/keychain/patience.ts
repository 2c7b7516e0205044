/**
 * One call at a time, and none that is waited for longer than agreed.
 *
 * Concurrent calls abort inside libgcrypt (atom/node-keytar#283). A call cannot be cancelled: one that hangs (a prompt
 * nobody sees) stays under way, and until it ends every other call is refused at once instead of waiting behind it.
 */
export class OutOfPatience extends Error {
  constructor() {
    super('The keychain did not answer in time')
    this.name = 'OutOfPatience'
  }
}

export interface PatientQueue {
  /** Rejects with OutOfPatience after `patienceMs`, waiting in the queue included; work that has not begun by then never begins. */
  run<T>(work: () => Promise<T>, patienceMs: number): Promise<T>
}

export function createPatientQueue(): PatientQueue {
  let last: Promise<unknown> = Promise.resolve()
  let stuck = false

  function run<T>(work: () => Promise<T>, patienceMs: number): Promise<T> {
    if (stuck) return Promise.reject(new OutOfPatience())
    let begun = false
    let givenUp = false
    return new Promise<T>((resolve, reject) => {
      const timer = setTimeout(() => {
        givenUp = true
        stuck ||= begun
        reject(new OutOfPatience())
      }, patienceMs)
      const mine = last.then(() => {
        if (givenUp) throw new OutOfPatience()
        begun = true
        return work()
      })
      const settled = () => {
        clearTimeout(timer)
        if (begun) stuck = false
      }
      last = mine.then(settled, settled)
      mine.then(resolve, reject)
    })
  }

  return { run }
}
