/** An instant as the person's clock shows it: the day for a heading, the time beside each line. */
export interface Moment {
  /** YYYY-MM-DD, where the person is. */
  readonly day: string
  /** "09:36". */
  readonly time: string
  /** "09:36:04". */
  readonly exactTime: string
}

export function momentOf(at: number): Moment {
  const date = new Date(at)
  const two = (value: number) => String(value).padStart(2, '0')
  const time = `${two(date.getHours())}:${two(date.getMinutes())}`
  return { day: `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`, time, exactTime: `${time}:${two(date.getSeconds())}` }
}
