import type { AsNetwork } from '../event/act.ts'
import { exits } from './data/exits.ts'

type ExitKind = keyof typeof exits

const kinds: readonly ExitKind[] = ['relay', 'satellite', 'security', 'anonymiser']
const kindByNumber: ReadonlyMap<number, ExitKind> = new Map(
  kinds.flatMap((kind) =>
    Object.values<readonly number[]>(exits[kind]).flatMap((numbers) =>
      numbers.map((number) => [number, kind] as const),
    ),
  ),
)

/** A network whose addresses lie where its exits are: an honest user may be anywhere. */
export function isPlaceless(network: AsNetwork | undefined): boolean {
  const kind = exitKind(network)
  return kind !== undefined && kind !== 'anonymiser'
}

/** A network whose addresses anybody can rent by the hour: servers, VPN exits, Tor exits. They tell where the exit is. */
export function isRentable(network: AsNetwork | undefined): boolean {
  return network?.kind === 'hosting' || exitKind(network) === 'anonymiser'
}

/** Why the place of an address in this network says little about its user; undefined for ordinary networks. */
export function exitKind(network: AsNetwork | undefined): ExitKind | undefined {
  return network && kindByNumber.get(network.number)
}
