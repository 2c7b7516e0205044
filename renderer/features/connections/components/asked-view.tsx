import type { ReactNode } from 'react'
import { ErrorState } from '#renderer/components/data/error-state.tsx'
import { Skeleton } from '#renderer/components/data/skeleton.tsx'
import { AppError } from '#shared/rpc/errors.ts'
import type { Asked } from '../use-asked.ts'
import classes from './connections.module.css'

/** What only the issuer knows: a skeleton, the reason why it is not there, or the answer. An older answer stays under an error. */
export function AskedView<O>({ asked, children }: { readonly asked: Asked<O>; readonly children: (data: O) => ReactNode }) {
  const { data, error, reload } = asked
  const offline = AppError.is(error, 'issuer.unreachable') && <p className={classes.hint}>This is kept at the issuer and needs the network. Cards, charges and statements stay readable without it.</p>
  if (data === undefined) return error === null ? <Skeleton count={4} /> : <>{<ErrorState size="inline" error={error} onRetry={reload} />}{offline}</>
  return (
    <>
      {error !== null && <ErrorState size="inline" error={error} onRetry={reload} />}
      {children(data)}
    </>
  )
}
