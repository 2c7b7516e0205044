import { IconAlertTriangle, IconCircleCheck, IconCircleDashed, IconClock, IconCloudOff, IconLogin2, IconRefresh } from '@tabler/icons-react'
import type { ComponentType } from 'react'
import type { ConnectionSync } from '#shared/rpc/contract/sync.contract.ts'
import type { PillKind } from '../model/pill.ts'
import classes from './pill.module.css'

const ICONS: Readonly<Record<PillKind, ComponentType<{ readonly size?: number; readonly stroke?: number; readonly className?: string }>>> = {
  'needs-you': IconAlertTriangle,
  'sign-in': IconLogin2,
  syncing: IconRefresh,
  failed: IconAlertTriangle,
  offline: IconCloudOff,
  waiting: IconClock,
  'up-to-date': IconCircleCheck,
  never: IconCircleDashed,
}

const KINDS: Readonly<Record<ConnectionSync['state'], PillKind>> = { never: 'never', 'up-to-date': 'up-to-date', syncing: 'syncing', offline: 'offline', 'signed-out': 'sign-in', failed: 'failed' }

/** Each state has its own shape, so that it is not told by colour alone. */
export function StateIcon({ kind, size = 16 }: { readonly kind: PillKind; readonly size?: number }) {
  const Icon = ICONS[kind]
  return <Icon size={size} stroke={1.7} {...(kind === 'syncing' ? { className: classes.turning ?? '' } : {})} aria-hidden />
}

export function kindOfState(state: ConnectionSync['state']): PillKind {
  return KINDS[state]
}
