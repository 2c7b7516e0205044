import type { ImportPreview } from '#shared/rpc/contract/imports.contract.ts'
import { filesWithAccounts, problemsByFile } from '../model/words.ts'
import { AccountItem } from './account-item.tsx'
import { FileItem } from './file-item.tsx'
import classes from './files-pane.module.css'

export interface FilesPaneProps {
  readonly preview: ImportPreview
  /** The account that the rows are narrowed to. */
  readonly accountIndex: number | null
  readonly onAccount: (index: number | null) => void
  readonly onTarget: (accountIndex: number, accountId: number | null, newLabel?: string) => void
}

/** What the files are and which accounts are in them. A refused one stands out and holds up nothing. */
export function FilesPane({ preview, accountIndex, onAccount, onTarget }: FilesPaneProps) {
  const problems = problemsByFile(preview.problems)
  return (
    <aside className={classes.pane} aria-label="Files and accounts">
      <h2 className={classes.title}>What is in the files</h2>
      <ul className={classes.list}>
        {filesWithAccounts(preview).map(({ file, accounts }, index) => (
          <li key={`${index} ${file.name}`} className={classes.file} data-refused={file.refused || undefined}>
            <FileItem file={file} problems={problems.get(file.name) ?? []} />
            {accounts.map((account) => (
              <AccountItem
                key={account.index}
                account={account}
                isChosen={account.index === accountIndex}
                canChoose={preview.accounts.length > 1}
                onChoose={() => onAccount(account.index === accountIndex ? null : account.index)}
                onTarget={(accountId, newLabel) => onTarget(account.index, accountId, newLabel)}
              />
            ))}
          </li>
        ))}
      </ul>
    </aside>
  )
}
