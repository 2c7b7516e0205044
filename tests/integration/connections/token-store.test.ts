import { expect, it } from 'vitest'
import type { Session } from '#shared/gateway/resources/sessions.ts'
import { changeGateway, insertConnection, readGateway, sessionColumns, SIGNED_OUT } from '#engine/connections/connections.queries.ts'
import { createTokenStore } from '#engine/connections/token-store.ts'
import { writerOf } from '#engine/rpc/transaction.ts'
import { openTestStore, TEST_NOW } from '#tests/support/store.ts'

function sessionOf(name: string, generation = 1): Session {
  return {
    sessionId: `ses_${name}`, accessToken: `access-token-${name}-${generation}`, accessExpiresAt: TEST_NOW, refreshToken: `refresh-token-${name}-${generation}`, refreshExpiresAt: TEST_NOW,
    person: { id: 'per_1', userId: name, name, email: `${name}@finch.example`, cardholderId: null, companyName: 'Finch' }, passwordChangeRequired: false,
  }
}

async function signedInAs(name: string) {
  const { store } = await openTestStore()
  const topics: string[] = []
  const write = writerOf({ store: () => store, now: () => TEST_NOW, emitChanged: (changed) => topics.push(...changed) })
  const connectionId = await store.transaction((db) => insertConnection(db, { name: 'Issuer', baseUrl: 'https://issuer.example', environment: 'production', deviceId: 'device', service: { capabilities: [] } }, TEST_NOW))
  const keep = (change: Parameters<typeof changeGateway>[2]) => store.transaction((db) => changeGateway(db, connectionId, change))
  await keep(sessionColumns(sessionOf(name)))
  return { tokens: createTokenStore({ store: () => store, write, connectionId }), keep, row: () => readGateway(store.read, connectionId), topics }
}

it('keeps the key of a refresh, then the tokens that it brought', async () => {
  const { tokens, row } = await signedInAs('ada')
  expect(await tokens.read()).toEqual({ refreshToken: 'refresh-token-ada-1', pendingRefreshKey: null })
  await tokens.savePendingKey('key-1')
  expect(await tokens.read()).toEqual({ refreshToken: 'refresh-token-ada-1', pendingRefreshKey: 'key-1' })
  await tokens.replace(sessionOf('ada', 2))
  expect(await tokens.read()).toEqual({ refreshToken: 'refresh-token-ada-2', pendingRefreshKey: null })
  expect((await row()).state).toBe('signed-in')
})

it('ends the session with its reason, and tells', async () => {
  const { tokens, row, topics } = await signedInAs('ada')
  tokens.bind(sessionOf('ada'))
  await tokens.clear('reused')
  expect(await row()).toMatchObject({ state: 'signed-out', signed_out_because: 'reused', refresh_token: null, session_id: null })
  expect(topics).toEqual(expect.arrayContaining(['connections', 'sync']))
  expect(await tokens.read()).toBeNull()
})

it.each([
  ['signed in anew', sessionColumns(sessionOf('ben'))],
  ['signed out', { ...SIGNED_OUT, signed_out_because: null }],
])('writes nothing of a session after somebody has %s', async (_what, change) => {
  const { tokens, keep, row } = await signedInAs('ada')
  await tokens.read()
  await keep(change)
  const after = await row()
  await tokens.savePendingKey('key-1')
  await tokens.replace(sessionOf('ada', 2))
  await tokens.clear('ended')
  expect(await row()).toEqual(after)
})

it('ends no session that began while the end of another was on its way to the disk', async () => {
  const { tokens, keep, row } = await signedInAs('ada')
  await tokens.read()
  const [signedIn, ended] = [keep(sessionColumns(sessionOf('ben'))), tokens.clear('ended')]
  tokens.bind(sessionOf('ben'))
  await Promise.all([signedIn, ended])
  expect(await row()).toMatchObject({ state: 'signed-in', session_id: 'ses_ben' })
})
