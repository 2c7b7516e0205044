/** Connections that take invitations. */
import type { OutputOf } from '#shared/rpc/define.ts'
import type { employeesContract } from '#shared/rpc/contract/employees.contract.ts'
import type { Company } from '#shared/gateway/resources/company.ts'
import { readCapabilities } from '../connections/capabilities.queries.ts'
import { runSql, sqlText } from '../db/sql-text.ts'
import type { ReadDb } from '../db/store.ts'
import { readPeopleAtIssuers } from './issuer-people.queries.ts'
import { managesPeople } from './person-status.ts'

type InvitePlace = OutputOf<(typeof employeesContract)['invitePlaces']>[number]

/** With the departments that the company names and those that its people have. */
export async function readInvitePlaces(db: ReadDb): Promise<InvitePlace[]> {
  const capabilities = await readCapabilities(db)
  const people = Map.groupBy(await readPeopleAtIssuers(db), ({ connectionId }) => connectionId)
  const rows = await runSql<{ connectionId: number; connectionName: string; company: string | null }>(db, sqlText`
    SELECT n.id AS connectionId, n.name AS connectionName, (SELECT object FROM issuer_objects WHERE connection_id = n.id AND type = 'company' LIMIT 1) AS company
    FROM gateway_connections g JOIN connections n ON n.id = g.connection_id ORDER BY n.id`)
  return rows
    .filter(({ connectionId }) => managesPeople(capabilities, connectionId))
    .map(({ connectionId, connectionName, company }) => {
      const named = company === null ? [] : (JSON.parse(company) as Company).departments
      const had = (people.get(connectionId) ?? []).flatMap(({ object }) => object.department ?? [])
      return { connectionId, connectionName, departments: [...new Set([...named, ...had])].toSorted((a, b) => a.localeCompare(b, 'en')) }
    })
}
