import { fieldId } from './model/missing.ts'

const FOCUSABLE = 'input:not([type="file"]):not([disabled]), textarea, select, button:not([disabled]), [tabindex="0"]'

/** To the field where something is asked, in sight and ready to type. */
export function jumpTo(key: string): void {
  const field = document.getElementById(fieldId(key))
  if (field === null) return
  field.scrollIntoView({ block: 'center' })
  field.querySelector<HTMLElement>(FOCUSABLE)?.focus({ preventScroll: true })
}
