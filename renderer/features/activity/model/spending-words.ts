/** The audit trail's words for what was done with cards, people and what they may spend. */
import { plural } from '#renderer/lib/formats.ts'
import type { AuditEntry } from '#shared/rpc/contract/audit.contract.ts'

type Details = AuditEntry['details']

const tookBackOnly = ({ tookBack, outboxId }: Details): boolean => tookBack !== undefined && outboxId === undefined

export const SPENDING_WORDS: Readonly<Record<string, (details: Details) => string>> = {
  'cards.setFrozen': ({ isFrozen, changed }) => `${isFrozen === true ? 'Froze' : 'Unfroze'} ${typeof changed === 'number' ? plural(changed, 'card', 'cards') : 'several cards'} at once`,
  'cards.activate': () => 'Activated a card',
  'cards.report': ({ reason }) => (reason === 'stolen' ? 'Reported a card stolen' : 'Reported a card lost'),
  'cards.replace': () => 'Asked for a replacement of a card',
  'cards.cancel': () => 'Cancelled a card for good',
  'cards.changeProduct': () => 'Asked for another product of a card',
  'cards.keepProduct': () => 'Kept the product of a card after all',
  'cards.order': ({ form }) => (form === 'virtual' ? 'Ordered a virtual card' : 'Ordered a card'),
  'cards.saveGroup': () => 'Saved a group of cards',
  'cards.deleteGroup': () => 'Deleted a group of cards',
  'cards.tickStep': ({ isDone }) => (isDone === false ? 'Took a step of a new card up again' : 'Ticked a step of a new card'),
  'employees.invite': () => 'Invited an employee',
  'employees.update': () => 'Changed the contact details of an employee',
  'employees.deactivate': () => 'Deactivated an employee',
  'employees.reactivate': () => 'Reactivated an employee',
  'limits.save': ({ targets }) => (typeof targets === 'number' ? `Set limits of ${plural(targets, 'card or person', 'cards and people')}` : 'Set limits'),
  'limits.raise': () => 'Raised a limit for a while',
  'limits.endRaise': (details) => (tookBackOnly(details) ? 'Took a raise back before it was sent' : 'Ended a raise'),
  'limits.remove': () => 'Removed a limit',
  'limits.saveTemplate': () => 'Saved a template of limits',
  'limits.deleteTemplate': () => 'Deleted a template of limits',
  'requests.approve': () => 'Approved a request for more',
  'requests.approveByRule': () => 'A rule approved a request for more',
  'requests.decline': () => 'Declined a request for more',
  'requests.saveAttachment': () => 'Saved the file of a request',
  'requests.saveRule': () => 'Saved a rule of approval',
  'requests.deleteRule': () => 'Deleted a rule of approval',
  'declines.remedy': () => 'Let a declined charge through',
}

type Fact = Details[string]

export const SPENDING_FACTS: Readonly<Record<string, (value: Fact) => string | null>> = {
  isFrozen: () => null,
  reason: () => null,
  replace: (value) => (value === true ? 'with a new card' : null),
  form: () => null,
  withCard: (value) => (value === true ? 'with a card' : null),
  withPlan: (value) => (value === true ? 'with limits' : null),
  productId: (value) => `product ${value}`,
  accountId: (value) => `account ${value}`,
  groupId: (value) => `group ${value}`,
  step: (value) => String(value),
  isDone: () => null,
  targets: () => null,
  changes: (value) => (typeof value === 'number' ? plural(value, 'change', 'changes') : null),
  templateId: (value) => `template ${value}`,
  requestId: (value) => `request ${value}`,
  ruleId: (value) => `rule ${value}`,
  isOn: (value) => (value === false ? 'switched off' : null),
  people: (value) => (typeof value === 'number' ? plural(value, 'person', 'people') : 'everybody'),
  remedy: (value) => String(value).replaceAll('-', ' '),
}
