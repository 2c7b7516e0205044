import { Modal } from '@mantine/core'
import { Keys } from '#renderer/components/data/keys.tsx'
import { useShortcutRegistry } from '#renderer/lib/shortcuts-context.tsx'
import type { Shortcut } from '#renderer/lib/shortcuts.ts'
import type { Overlay } from './use-overlays.ts'
import classes from './shortcuts-dialog.module.css'

export interface ShortcutsDialogProps {
  readonly state: Overlay
  readonly pageTitle: string
}

/** The keys that work here and now, the page's own first. */
export function ShortcutsDialog({ state, pageTitle }: ShortcutsDialogProps) {
  const registry = useShortcutRegistry()
  const groups = state.isOpen ? groupShortcuts(registry.list()) : []
  return (
    <Modal opened={state.isOpen} onClose={state.close} title="Keyboard shortcuts" size="lg">
      <div className={classes.groups}>
        {groups.map((group) => (
          <section key={group.name}>
            <h3 className={classes.head}>{group.name === 'This page' ? pageTitle : group.name}</h3>
            <dl className={classes.list}>
              {group.shortcuts.map((shortcut) => (
                <div key={shortcut.label} className={classes.row}>
                  <dt>{shortcut.label}</dt>
                  <dd className={classes.keys}>
                    {shortcut.keys.map((keys) => (
                      <Keys key={keys} keys={keys} />
                    ))}
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </Modal>
  )
}

const LAST_GROUPS = ['Pages', 'Everywhere']

/** By group, the page's own before those that work everywhere; one line for each label. */
export function groupShortcuts(shortcuts: readonly Shortcut[]): readonly { readonly name: string; readonly shortcuts: readonly Shortcut[] }[] {
  const groups = new Map<string, Shortcut[]>()
  for (const shortcut of shortcuts) {
    if (shortcut.hidden) continue
    const group = groups.get(shortcut.group) ?? []
    if (!group.some((known) => known.label === shortcut.label)) group.push(shortcut)
    groups.set(shortcut.group, group)
  }
  const rank = (name: string) => LAST_GROUPS.indexOf(name)
  return [...groups].sort(([a], [b]) => rank(a) - rank(b)).map(([name, list]) => ({ name, shortcuts: list }))
}
