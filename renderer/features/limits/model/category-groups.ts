/** Merchant categories as a person looks for them. Only those that a merchant's code can say: a limit and a control know a charge by nothing else. */
export interface CategoryGroup {
  readonly name: string
  readonly keys: readonly string[]
}

export const CATEGORY_GROUPS: readonly CategoryGroup[] = [
  { name: 'Travel', keys: ['travel-air', 'travel-car', 'lodging', 'travel', 'ground-transport', 'fuel', 'vehicle'] },
  { name: 'Food and drink', keys: ['dining', 'grocery', 'alcohol'] },
  { name: 'Office and services', keys: ['software', 'electronics', 'office', 'telecom', 'advertising', 'professional', 'shipping'] },
  { name: 'Premises', keys: ['rent-property', 'utilities', 'insurance', 'government'] },
  { name: 'People', keys: ['education', 'health', 'gifts', 'personal'] },
  { name: 'Shopping and leisure', keys: ['retail', 'entertainment'] },
  { name: 'Money and play', keys: ['cash', 'gambling'] },
  { name: 'Everything else', keys: ['other'] },
]

export const GROUPED_KEYS: readonly string[] = CATEGORY_GROUPS.flatMap(({ keys }) => keys)

export type GroupState = 'all' | 'some' | 'none'

export function groupState({ keys }: CategoryGroup, chosen: readonly string[]): GroupState {
  const count = keys.filter((key) => chosen.includes(key)).length
  return count === 0 ? 'none' : count === keys.length ? 'all' : 'some'
}

/** The whole group, or none of it where all of it was chosen. */
export function toggleGroup(group: CategoryGroup, chosen: readonly string[]): readonly string[] {
  const others = chosen.filter((key) => !group.keys.includes(key))
  return groupState(group, chosen) === 'all' ? others : inOrder([...others, ...group.keys])
}

export function toggleKey(key: string, chosen: readonly string[]): readonly string[] {
  return chosen.includes(key) ? chosen.filter((one) => one !== key) : inOrder([...chosen, key])
}

/** In the order of the groups; keys of no group after them. */
function inOrder(keys: readonly string[]): readonly string[] {
  const place = (key: string) => {
    const at = GROUPED_KEYS.indexOf(key)
    return at === -1 ? GROUPED_KEYS.length : at
  }
  return keys.toSorted((a, b) => place(a) - place(b))
}

/**
 * What to name for a choice of categories: whole groups by the group's name, the others one by one, in their order.
 * `nameOf` says a category's own name.
 */
export function categoryChoiceNames(chosen: readonly string[], nameOf: (key: string) => string): readonly string[] {
  const named = CATEGORY_GROUPS.flatMap((group) => {
    if (group.keys.length > 1 && groupState(group, chosen) === 'all') return [group.name]
    return group.keys.filter((key) => chosen.includes(key)).map(nameOf)
  })
  return [...named, ...chosen.filter((key) => !GROUPED_KEYS.includes(key)).map(nameOf)]
}
