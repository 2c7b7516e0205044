import { useFormats } from '#renderer/lib/formats-context.tsx'
import type { Formats } from '#renderer/lib/formats.ts'
import { momentOf } from '#renderer/lib/moments.ts'
import { useNow } from '#renderer/lib/use-now.ts'

export interface AgoProps {
  readonly at: number
  /** `ago` (default): "2 min ago", "in 4 min". `clock`: "08:14", "23 Nov" when it was another day. */
  readonly as?: 'ago' | 'clock'
}

/** An instant as a person says it, with the exact one as its title. It ticks by itself. */
export function Ago({ at, as = 'ago' }: AgoProps) {
  const formats = useFormats()
  const now = useNow()
  return (
    <time dateTime={new Date(at).toISOString()} title={formats.instant(at)}>
      {as === 'clock' ? clockText(at, formats) : formats.relative(at, now)}
    </time>
  )
}

export function clockText(at: number, formats: Pick<Formats, 'today' | 'date'>): string {
  const { day, time } = momentOf(at)
  return day === formats.today ? time : formats.date(day)
}
