/** The parts of the portal's sign-in, put together. */
import { Challenges } from './challenges.ts'
import type { Desk } from './desk.ts'
import { Devices } from './devices.ts'
import { Diary } from './events.ts'
import { hashPassword } from './passwords.ts'
import { People } from './people.ts'
import { randomToken } from './secrets.ts'
import { Sessions } from './sessions.ts'
import { Throttle } from './throttle.ts'
import { Tickets } from './tickets.ts'

export interface Portal extends Desk {
  readonly people: People
  readonly throttle: Throttle
  readonly diary: Diary
  readonly challenges: Challenges
  readonly devices: Devices
  readonly tickets: Tickets
  readonly sessions: Sessions
  /** Hash of nobody's password: checked where there is nobody, so that it takes as long. */
  readonly decoyHash: string
}

export async function createPortal(desk: Desk): Promise<Portal> {
  const people = new People(desk)
  const diary = new Diary(desk)
  return {
    ...desk, people, diary, throttle: new Throttle(desk), challenges: new Challenges(desk, diary), devices: new Devices(desk), tickets: new Tickets(desk),
    sessions: new Sessions(desk, people, diary), decoyHash: await hashPassword(randomToken()),
  }
}
