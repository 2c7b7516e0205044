import { createContext, type ReactNode, use, useEffect, useMemo, useState } from 'react'
import { createFormats, type Formats } from './formats.ts'

const FormatsContext = createContext<Formats | null>(null)

/** Makes the formats for this locale, and anew when the day changes while the window is open. */
export function FormatsProvider({ locale, children }: { readonly locale: string; readonly children: ReactNode }) {
  const [day, setDay] = useState(() => new Date().toDateString())
  useEffect(() => {
    const timer = setInterval(() => setDay(new Date().toDateString()), 60_000)
    return () => clearInterval(timer)
  }, [])
  const formats = useMemo(() => createFormats(locale, new Date(day)), [locale, day])
  return <FormatsContext value={formats}>{children}</FormatsContext>
}

export function useFormats(): Formats {
  const formats = use(FormatsContext)
  if (!formats) throw new Error('Formats are provided by main.tsx')
  return formats
}
