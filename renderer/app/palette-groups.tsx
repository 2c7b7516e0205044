import { IconCards, IconExternalLink, IconFileUpload, IconFolder, IconKeyboard, IconLayoutSidebar, IconLock, IconRefresh, IconScale, IconSearch } from '@tabler/icons-react'
import { useMemo } from 'react'
import { verbOf } from '#renderer/features/cards/model/standing.ts'
import { stageLabel } from '#renderer/features/disputes/model/stage-words.ts'
import { useFreeze } from '#renderer/features/cards/use-freeze.ts'
import { Avatar } from '#renderer/components/data/avatar.tsx'
import { CardFace, cardName } from '#renderer/components/data/card-face.tsx'
import type { PickGroup, PickItem } from '#renderer/components/forms/pick-filter.ts'
import { useEngineQuery } from '#renderer/lib/engine-hooks.ts'
import { useFormats } from '#renderer/lib/formats-context.tsx'
import { goTo } from '#renderer/lib/hash-location.ts'
import { useImportRequest } from '#renderer/lib/import-request.tsx'
import { itemHref, transactionsHref } from '#renderer/lib/links.ts'
import { useScope } from '#renderer/lib/scope.tsx'
import { useBridge, useEngine } from '#renderer/lib/services.tsx'
import { PAGES } from './pages.tsx'
import { scopeChoices, type ScopeChoice } from './scope-choices.ts'

const EVERY_CARD = { cardIds: null }

export interface PaletteActions {
  readonly onToggleRail: () => void
  readonly onShowShortcuts: () => void
}

export interface PaletteItem extends PickItem {
  readonly run: () => void
}

export interface PaletteGroup extends PickGroup {
  readonly items: readonly PaletteItem[]
}

export interface PaletteSearch {
  readonly group: PickGroup
  readonly run: ReadonlyMap<string, () => void>
}

/** What the palette offers. `search` is there once something is typed: it looks among the charges. */
export function usePaletteGroups(actions: PaletteActions, query: string): { readonly groups: readonly PaletteGroup[]; readonly search: PaletteSearch | null } {
  const people = usePeople()
  const cards = useCards()
  const commands = useCommands(actions)
  const pages: readonly PaletteItem[] = PAGES.filter((page) => page.needsItem !== true).map((page) => ({ key: `page-${page.id}`, label: page.title, mark: <page.icon size={18} stroke={1.6} />, run: () => goTo(page.path) }))
  const freezing = useFreezing(query)
  const opening = useOpening(query)
  const disputes = useDisputes(query)
  const syncing = useSyncing()
  const groups = [
    { key: 'pages', label: 'Pages', items: pages },
    { key: 'cards', label: 'Cards', items: cards },
    { key: 'people', label: 'People', items: people },
    { key: 'actions', label: 'Actions', items: [...syncing, ...commands, ...freezing, ...opening, ...disputes] },
  ]
  return { groups, search: searchFor(query.trim()) }
}

function searchFor(text: string): PaletteSearch | null {
  if (text === '') return null
  const item: PickItem = { key: 'search', label: `Charges with “${text}”`, mark: <IconSearch size={18} stroke={1.6} aria-hidden /> }
  return { group: { key: 'search', label: 'Search', items: [item] }, run: new Map([['search', () => goTo(transactionsHref({ text }))]]) }
}

function useCards(): readonly PaletteItem[] {
  const { allCards, groups, setScope } = useScope()
  return useMemo(
    () =>
      scopeChoices(allCards, groups)
        .filter((choice) => choice.kind !== 'person')
        .map((choice) => ({
          ...choice,
          mark: markOf(choice),
          run: () => setScope(choice.cardIds),
        })),
    [allCards, groups, setScope],
  )
}

function markOf({ card, kind }: ScopeChoice) {
  if (card) return <CardFace size="chip" card={card} />
  return kind === 'group' ? <IconFolder size={18} stroke={1.6} aria-hidden /> : <IconCards size={18} stroke={1.6} aria-hidden />
}

/** A person's charges, whatever the switcher says. */
function usePeople(): readonly PaletteItem[] {
  const employees = useEngineQuery((ask) => ask.employees.list({}))
  return (employees.data ?? []).map((person) => ({
    key: `person-${person.id}`,
    label: person.name,
    hint: person.cards.length === 0 ? 'No card' : person.cards.map((card) => card.name).join(', '),
    mark: <Avatar name={person.name} />,
    run: () => goTo(transactionsHref({ cardholderIds: [person.id] })),
  }))
}

/** One for each card, once something is typed: before that they would bury the rest. */
function useFreezing(query: string): readonly PaletteItem[] {
  const { allCards } = useScope()
  const { toggle } = useFreeze()
  if (query.trim() === '') return []
  return allCards.flatMap((card) => {
    const verb = verbOf(card)
    if (verb === null) return []
    return [{ key: `freeze-${card.id}`, label: `${verb === 'freeze' ? 'Freeze' : 'Unfreeze'} card ${cardName(card)}`, hint: card.cardholder?.name ?? 'No cardholder', mark: <CardFace size="chip" card={card} />, run: () => toggle(card) }]
  })
}

/** The page of each card, once something is typed. */
function useOpening(query: string): readonly PaletteItem[] {
  const { allCards } = useScope()
  if (query.trim() === '') return []
  return allCards.map((card) => ({ key: `open-${card.id}`, label: `Open card ${cardName(card)}`, hint: card.cardholder?.name ?? 'No cardholder', mark: <IconExternalLink size={18} stroke={1.6} aria-hidden />, run: () => goTo(itemHref('card', card.id)) }))
}

/** Each dispute, once something is typed. */
function useDisputes(query: string): readonly PaletteItem[] {
  const isAsked = query.trim() !== ''
  const board = useEngineQuery((ask) => ask.disputes.board({ scope: EVERY_CARD }), { enabled: isAsked })
  const formats = useFormats()
  if (!isAsked) return []
  return (board.data?.rows ?? []).map(({ id, charge, amount, stage }) => ({
    key: `dispute-${id}`, label: `Open dispute ${charge.merchant}, ${formats.money(amount)}`, hint: stageLabel(stage), mark: <IconScale size={18} stroke={1.6} aria-hidden />, run: () => goTo(itemHref('dispute', id)),
  }))
}

/** Only where there is an issuer to be in step with. What the run comes to is in the pill. */
function useSyncing(): readonly PaletteItem[] {
  const status = useEngineQuery((ask) => ask.sync.status({}))
  const engine = useEngine()
  if ((status.data ?? []).length === 0) return []
  const run = () => void engine.call.sync.now({ connectionId: null }).catch(() => undefined)
  return [{ key: 'sync', label: 'Sync now', words: 'refresh update issuer', mark: <IconRefresh size={18} stroke={1.6} aria-hidden />, run }]
}

function useCommands({ onToggleRail, onShowShortcuts }: PaletteActions): readonly PaletteItem[] {
  const bridge = useBridge()
  const imports = useImportRequest()
  return [
    { key: 'open', label: 'Open statement files', words: 'import ofx csv add', shortcut: 'mod+o', mark: <IconFileUpload size={18} stroke={1.6} aria-hidden />, run: () => void imports.pick() },
    { key: 'lock', label: 'Lock', shortcut: 'mod+l', mark: <IconLock size={18} stroke={1.6} aria-hidden />, run: () => void bridge.lock({}) },
    { key: 'rail', label: 'Fold or unfold the rail', shortcut: 'mod+\\', mark: <IconLayoutSidebar size={18} stroke={1.6} aria-hidden />, run: onToggleRail },
    { key: 'keys', label: 'Keyboard shortcuts', shortcut: '?', mark: <IconKeyboard size={18} stroke={1.6} aria-hidden />, run: onShowShortcuts },
  ]
}
