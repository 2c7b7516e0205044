import { TextInput } from '@mantine/core'
import { useRef, useState } from 'react'
import { typedGroup } from '../model/recovery-entry.ts'
import classes from './recovery.module.css'

export type TwoGroups = readonly [string, string]

export interface RecoveryKeyCheckProps {
  /** The places of the groups that are asked for, from 0. */
  readonly ask: readonly [number, number]
  readonly onTyped: (groups: TwoGroups) => void
  /** They are groups, and not this key's. */
  readonly isRefused: boolean
}

/** Two groups of the key, typed from the copy: proof that there is one, and that it can be read. */
export function RecoveryKeyCheck({ ask, onTyped, isRefused }: RecoveryKeyCheckProps) {
  const [typed, setTyped] = useState<TwoGroups>(['', ''])
  const second = useRef<HTMLInputElement>(null)
  const type = (index: 0 | 1, text: string) => {
    const group = typedGroup(text, ask[index])
    const next: TwoGroups = index === 0 ? [group.text, typed[1]] : [typed[0], group.text]
    setTyped(next)
    onTyped(next)
    if (index === 0 && group.isWhole && !group.isWrong) second.current?.focus()
  }
  return (
    <div className={classes.asked}>
      {([0, 1] as const).map((index) => (
        <TextInput
          key={index}
          ref={index === 1 ? second : undefined}
          label={`Group ${ask[index] + 1}`}
          value={typed[index]}
          onChange={(event) => type(index, event.currentTarget.value)}
          error={problemOf(typedGroup(typed[index], ask[index]), isRefused)}
          classNames={{ input: classes.typed ?? '' }}
          autoComplete="off"
          autoCapitalize="characters"
          spellCheck={false}
          autoFocus={index === 0}
        />
      ))}
    </div>
  )
}

function problemOf({ isWhole, isWrong }: ReturnType<typeof typedGroup>, isRefused: boolean): string | null {
  if (isWrong) return 'This cannot be that group.'
  return isWhole && isRefused ? 'Compare it with your copy.' : null
}
