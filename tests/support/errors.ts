import { expect } from 'vitest'
import { AppError, type AppErrorCode, type AppErrorDetails } from '#shared/rpc/errors.ts'

/** Expects the call to fail with exactly this error of the app. */
export async function expectAppError<C extends AppErrorCode>(call: Promise<unknown>, code: C, details?: Partial<AppErrorDetails[C]>): Promise<void> {
  const error = await call.then(
    () => undefined,
    (thrown: unknown) => thrown,
  )
  expect(error).toBeInstanceOf(AppError)
  expect(error).toMatchObject(details === undefined ? { code } : { code, details })
}
