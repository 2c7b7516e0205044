import { type ReactNode, useRef } from 'react'
import { useCode, type CodeProps } from '../use-code.ts'
import { ChooseDestination, EnterCode, type EnterCodeProps } from './code-step.tsx'
import { FormFrame } from './form-frame.tsx'

export interface CodeFormProps extends CodeProps, Pick<EnterCodeProps, 'verb' | 'onNotAsked' | 'onStartOver'> {
  readonly title: string
  readonly lead: ReactNode
  readonly step: string | null
  readonly canTrust?: boolean
  readonly onBack: () => void
}

/** A one-time code from where it goes to what comes of it. */
export function CodeForm({ title, lead, step, verb, canTrust = false, onBack, onStartOver, onNotAsked, ...given }: CodeFormProps) {
  const field = useRef<HTMLInputElement>(null)
  const code = useCode(given, field)
  return (
    <FormFrame title={title} lead={code.isChoosing ? lead : null} step={step} onBack={onBack} onSubmit={() => void (code.isChoosing ? code.sendTo() : code.check())}>
      {code.isChoosing ? <ChooseDestination code={code} onStartOver={onStartOver} /> : <EnterCode code={code} field={field} verb={verb} canTrust={canTrust} onStartOver={onStartOver} onNotAsked={onNotAsked} />}
    </FormFrame>
  )
}
