const ENDINGS: Readonly<Record<string, readonly string[]>> = { 'application/pdf': ['pdf'], 'image/png': ['png'], 'image/jpeg': ['jpg', 'jpeg'] }
const LONGEST = 120

/**
 * The name to suggest for an attachment: its own, with the ending of what is in it. A picture named as a program is saved as a picture.
 */
export function attachmentName({ fileName, contentType }: { readonly fileName: string; readonly contentType: string }): string {
  const base = fileName.replaceAll('\\', '/').split('/').at(-1)?.trim() ?? ''
  const endings = ENDINGS[contentType.split(';')[0]?.trim().toLowerCase() ?? ''] ?? []
  const ending = /\.([^.]+)$/.exec(base)?.[1]?.toLowerCase()
  const name = base === '' ? 'Attachment' : base
  const [first] = endings
  if (first === undefined || (ending !== undefined && endings.includes(ending))) return name.slice(-LONGEST)
  return `${name.slice(0, LONGEST - first.length - 1)}.${first}`
}
