/** Whether a folder lies on a drive of another computer: SQLite's log needs memory that is shared, and locks that hold, and there is neither there. */
import { readFile, realpath } from 'node:fs/promises'

const NETWORK_TYPES: ReadonlySet<string> = new Set(['nfs', 'nfs4', 'cifs', 'smb3', 'smbfs', 'ncpfs', 'afs', 'ceph', 'glusterfs', 'davfs', 'fuse.sshfs', 'fuse.rclone', 'fuse.gvfsd-fuse', 'fuse.glusterfs', 'fuse.davfs2', 'fuse.s3fs', 'fuse.curlftpfs'])

/** `mounts`: the lines of /proc/self/mounts. */
export function isOnNetworkType(folder: string, mounts: string): boolean {
  const places = mounts.split('\n').flatMap((line) => {
    const [, at, type] = line.split(' ')
    return at === undefined || type === undefined ? [] : [{ at: at.replace(/\\(\d{3})/g, (_escape, octal: string) => String.fromCodePoint(Number.parseInt(octal, 8))), type }]
  })
  const within = places.filter(({ at }) => folder === at || folder.startsWith(at.endsWith('/') ? at : `${at}/`))
  // The longest is the nearest; of two at the same place the later one covers the earlier.
  const nearest = within.reduce<(typeof within)[number] | undefined>((found, place) => (found === undefined || place.at.length >= found.at.length ? place : found), undefined)
  return nearest !== undefined && NETWORK_TYPES.has(nearest.type)
}

/** Where the system does not tell, it is taken for a drive of this computer. */
export async function isOnNetwork(folder: string): Promise<boolean> {
  if (process.platform === 'win32') return folder.startsWith('\\\\')
  if (process.platform !== 'linux') return false
  try {
    return isOnNetworkType(await realpath(folder), await readFile('/proc/self/mounts', 'utf8'))
  } catch {
    return false
  }
}
