/** The system's own dialogs. What they return is the person's choice and becomes a grant. */
import { app, dialog, type BrowserWindow } from 'electron'
import { basename, join } from 'node:path'
import type { BridgeCalls } from '#shared/rpc/bridge.ts'
import type { z } from 'zod'

type ExportKind = z.output<BridgeCalls['chooseExport']['input']>['kind']

const STATEMENT_FILES = [
  { name: 'Statements', extensions: ['ofx', 'qfx', 'qbo', 'csv', 'txt', 'xml'] },
  { name: 'All files', extensions: ['*'] },
]
const BACKUP_FILES = { name: 'Cardkeep backups', extensions: ['cardkeep'] }
const EXPORT_FILES: Readonly<Record<ExportKind, { readonly name: string; readonly extensions: string[] }>> = {
  csv: { name: 'Comma-separated values', extensions: ['csv'] },
  jsonl: { name: 'JSON lines', extensions: ['jsonl'] },
  pdf: { name: 'PDF', extensions: ['pdf'] },
  backup: BACKUP_FILES,
  file: { name: 'All files', extensions: ['*'] },
}

/** Paths of the chosen files; none when the person cancels. */
export async function askForStatements(window: BrowserWindow): Promise<readonly string[]> {
  const { canceled, filePaths } = await dialog.showOpenDialog(window, {
    title: 'Import statements',
    buttonLabel: 'Import',
    filters: STATEMENT_FILES,
    properties: ['openFile', 'multiSelections'],
  })
  return canceled ? [] : filePaths
}

/** Path of the chosen backup; none when the person cancels. */
export async function askForBackup(window: BrowserWindow): Promise<readonly string[]> {
  const { canceled, filePaths } = await dialog.showOpenDialog(window, {
    title: 'Choose a backup',
    buttonLabel: 'Choose',
    filters: [BACKUP_FILES, { name: 'All files', extensions: ['*'] }],
    properties: ['openFile'],
  })
  return canceled ? [] : filePaths
}

/** Path to write to; undefined when the person cancels. */
export async function askForExport(window: BrowserWindow, suggestedName: string, kind: ExportKind): Promise<string | undefined> {
  const { canceled, filePath } = await dialog.showSaveDialog(window, {
    title: kind === 'file' ? 'Save' : kind === 'backup' ? 'Save the backup' : 'Export',
    // A name, never a path: what the page suggests cannot choose the folder.
    defaultPath: join(app.getPath('downloads'), basename(suggestedName.replaceAll('\\', '/'))),
    filters: [EXPORT_FILES[kind]],
    properties: ['createDirectory', 'showOverwriteConfirmation'],
  })
  return canceled || !filePath ? undefined : filePath
}
