import { useFormats } from '#renderer/lib/formats-context.tsx'
import type { Formats } from '#renderer/lib/formats.ts'
import { momentOf } from '#renderer/lib/moments.ts'
import { useNow } from '#renderer/lib/use-now.ts'

export interface AgoProps {
  readonly at: number
  /** `ago` (default): "2 min ago". `next`: something to come, "in 4 min", "in a moment". `clock`: "08:14", "23 Nov" when it was another day. */
  readonly as?: 'ago' | 'next' | 'clock'
}

/** An instant as a person says it, with the exact one as its title. It ticks by itself. */
export function Ago({ at, as = 'ago' }: AgoProps) {
  const formats = useFormats()
  const now = useNow()
  return (
    <time dateTime={new Date(at).toISOString()} title={formats.instant(at)}>
      {as === 'clock' ? clockText(at, formats) : as === 'next' ? nextText(at, now, formats) : formats.relative(at, now)}
    </time>
  )
}

export function clockText(at: number, formats: Pick<Formats, 'today' | 'date'>): string {
  const { day, time } = momentOf(at)
  return day === formats.today ? time : formats.date(day)
}

/** What is due in less than a minute, or is overdue because it is being done, comes in a moment. */
export function nextText(at: number, now: number, formats: Pick<Formats, 'relative'>): string {
  return at - now < 60_000 ? 'in a moment' : formats.relative(at, now)
}
