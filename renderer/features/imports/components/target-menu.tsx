import { IconChevronDown, IconPlus } from '@tabler/icons-react'
import { CardFace } from '#renderer/components/data/card-face.tsx'
import { PickMenu } from '#renderer/components/forms/pick-menu.tsx'
import { useScope } from '#renderer/lib/scope.tsx'
import type { ImportPreview } from '#shared/rpc/contract/imports.contract.ts'
import { accountChoices } from '../model/targets.ts'
import classes from './files-pane.module.css'

type Account = ImportPreview['accounts'][number]

export interface TargetMenuProps {
  readonly account: Account
  readonly onTarget: (accountId: number | null, newLabel?: string) => void
}

const NEW = 'new'

/** The file does not say whose it is: a stored account of the same currency, or a new one with a name. */
export function TargetMenu({ account, onTarget }: TargetMenuProps) {
  const { allCards } = useScope()
  const choices = accountChoices(allCards, account.currency)
  const current = choices.find((choice) => choice.accountId === account.targetAccountId)
  return (
    <div className={classes.target}>
      <span className={classes.note}>The file does not say which account this is.</span>
      <PickMenu
        label="Find an account, or name a new one"
        width={300}
        value={account.targetAccountId === null ? NEW : String(account.targetAccountId)}
        groups={[
          { key: 'known', items: choices.map((choice) => ({ key: String(choice.accountId), label: choice.label, hint: choice.hint, mark: <CardFace card={choice.card} size="chip" /> })) },
          { key: 'new', items: [{ key: NEW, label: `A new account, “${account.label}”`, mark: <IconPlus size={16} stroke={1.8} aria-hidden /> }] },
        ]}
        onPick={(key) => onTarget(key === NEW ? null : Number(key))}
        create={{ label: (text) => `A new account, “${text}”`, onCreate: (text) => onTarget(null, text.slice(0, 60)) }}
        target={(toggle) => (
          <button type="button" className={classes.targetButton} onClick={toggle}>
            <span className={classes.name}>{current ? current.label : 'A new account'}</span>
            <IconChevronDown size={14} stroke={1.8} aria-hidden />
          </button>
        )}
      />
    </div>
  )
}
