import { Button } from '@mantine/core'
import { IconArrowLeft } from '@tabler/icons-react'
import { type FormEvent, type ReactNode, useState } from 'react'
import { ErrorState } from '#renderer/components/data/error-state.tsx'
import { fieldProblem } from '#renderer/lib/field-problem.ts'
import { useFormats } from '#renderer/lib/formats-context.tsx'
import type { VaultStatus } from '#shared/rpc/contract/vault.contract.ts'
import { useConfirmRecoveryKey, type NewRecoveryKey } from '../use-recovery-key.ts'
import { RecoveryKeyCheck, type TwoGroups } from './recovery-key-check.tsx'
import { RecoveryKeyView } from './recovery-key-view.tsx'
import classes from './recovery.module.css'

export interface RecoveryKeyFlowProps {
  readonly made: NewRecoveryKey
  readonly businessName: string
  /** The button that ends it: "Open the books". */
  readonly doneLabel: string
  /** A way out without a key, beside the button that goes on. */
  readonly instead?: ReactNode
  readonly onDone: (status: VaultStatus) => void
}

/** From a key on the screen to one of which there is a copy. */
export function RecoveryKeyFlow({ made: { recoveryKey, ask }, businessName, doneLabel, instead, onDone }: RecoveryKeyFlowProps) {
  const formats = useFormats()
  const [isChecking, setChecking] = useState(false)
  const sheet = { businessName, recoveryKey, madeOn: formats.dateLong(formats.today) }
  if (isChecking) return <Check ask={ask} doneLabel={doneLabel} onBack={() => setChecking(false)} onDone={onDone} />
  return (
    <div className={classes.flow}>
      <p className={classes.lead}>It opens the books when the passphrase is forgotten or this computer’s keychain is lost. Nobody else has it, not even we, and it is shown only now.</p>
      <RecoveryKeyView sheet={sheet} />
      <div className={classes.buttons}>
        {instead}
        <Button onClick={() => setChecking(true)} data-autofocus autoFocus>I have a copy</Button>
      </div>
    </div>
  )
}

interface CheckProps extends Pick<RecoveryKeyFlowProps, 'doneLabel' | 'onDone'> {
  readonly ask: NewRecoveryKey['ask']
  readonly onBack: () => void
}

function Check({ ask, doneLabel, onBack, onDone }: CheckProps) {
  const [groups, setGroups] = useState<TwoGroups>(['', ''])
  const confirm = useConfirmRecoveryKey(onDone)
  const refused = fieldProblem(confirm.error) !== null
  const submit = (event: FormEvent) => {
    event.preventDefault()
    void confirm.run(groups)
  }
  const type = (typed: TwoGroups) => {
    confirm.reset()
    setGroups(typed)
  }
  return (
    <form className={classes.flow} onSubmit={submit} noValidate>
      <p className={classes.lead}>Type two groups from your copy. From then on the key opens these books.</p>
      <RecoveryKeyCheck ask={ask} onTyped={type} isRefused={refused} />
      {confirm.error && !refused && <ErrorState size="inline" error={confirm.error} />}
      <div className={classes.buttons}>
        <Button variant="subtle" color="gray" leftSection={<IconArrowLeft size={16} stroke={1.6} />} onClick={onBack}>Show the key again</Button>
        <Button type="submit" loading={confirm.isRunning}>{doneLabel}</Button>
      </div>
    </form>
  )
}
