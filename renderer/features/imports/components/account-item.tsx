import { MoneyText } from '#renderer/components/money/money-text.tsx'
import { useFormats } from '#renderer/lib/formats-context.tsx'
import { plural } from '#renderer/lib/formats.ts'
import type { ImportPreview } from '#shared/rpc/contract/imports.contract.ts'
import { TargetMenu } from './target-menu.tsx'
import classes from './files-pane.module.css'

type Account = ImportPreview['accounts'][number]

export interface AccountItemProps {
  readonly account: Account
  readonly isChosen: boolean
  /** There are several: a click narrows the rows to one. */
  readonly canChoose: boolean
  readonly onChoose: () => void
  readonly onTarget: (accountId: number | null, newLabel?: string) => void
}

export function AccountItem({ account, isChosen, canChoose, onChoose, onTarget }: AccountItemProps) {
  const formats = useFormats()
  const rows = account.counts.new + account.counts.changed + account.counts.conflict + account.counts.duplicate
  const facts = [
    ...(account.identified ? [account.targetAccountId === null ? 'New account' : 'Known account'] : []),
    plural(rows, 'charge', 'charges', formats.count(rows)),
    ...(account.firstOn !== null && account.lastOn !== null ? [formats.range(account.firstOn, account.lastOn)] : []),
    ...(account.statements > 0 ? [plural(account.statements, 'statement', 'statements', formats.count(account.statements))] : []),
  ]
  const content = (
    <>
      <span className={classes.accountHead}>
        <span className={classes.name} title={account.label}>{account.label}</span>
        <MoneyText minor={account.totalMinor} currency={account.currency} kind="figure" size="sm" />
      </span>
      <span className={classes.faint}>{facts.join(' · ')}</span>
      {account.cardMembers.length > 0 && <span className={classes.faint} title={account.cardMembers.join(', ')}>{membersText(account.cardMembers)}</span>}
    </>
  )
  return (
    <div className={classes.account} data-chosen={isChosen || undefined}>
      {canChoose ? (
        <button type="button" className={classes.accountButton} aria-pressed={isChosen} title={isChosen ? 'Show the rows of every account' : 'Show only its rows'} onClick={onChoose}>{content}</button>
      ) : (
        <div className={classes.accountButton}>{content}</div>
      )}
      {!account.identified && <TargetMenu account={account} onTarget={onTarget} />}
    </div>
  )
}

/** "DANA REYES, MIGUEL SANTOS and 2 more". */
function membersText(members: readonly string[]): string {
  const rest = members.length - 2
  return rest > 0 ? `${members.slice(0, 2).join(', ')} and ${rest} more` : members.join(', ')
}
