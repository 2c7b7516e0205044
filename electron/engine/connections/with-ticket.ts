import { AppError } from '#shared/rpc/errors.ts'
import type { TicketKind, Tickets } from './tickets.ts'

/** Uses the ticket; it goes when it was accepted or refused, and stays where only the password or user ID was not good enough. */
export async function withTicket<T>(tickets: Tickets, kind: TicketKind, connectionId: number, spend: (token: string) => Promise<T>): Promise<T> {
  const token = tickets.get(kind, connectionId)
  if (token === undefined) throw new AppError('auth.token-expired', {})
  try {
    const answer = await spend(token)
    tickets.drop(kind, connectionId)
    return answer
  } catch (error) {
    if (AppError.is(error, 'auth.token-expired')) tickets.drop(kind, connectionId)
    throw error
  }
}
