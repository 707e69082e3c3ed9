import { isAddress } from '../../address.ts'
import { wordAfter } from '../between.ts'

/**
 * The topics of a message that RouterOS writes without them (`bsd-syslog=yes` of old releases), where its wording is that of no
 * other product: sign-ins at the router and of dial-ins, and packets. None for other messages.
 */
export function topicsOfMessage(message: string): string[] {
  if (isAdministrator(message)) return ['system', 'info', 'account']
  const tunnel = tunnelOf(message)
  if (tunnel !== undefined) return [tunnel, 'ppp', 'info']
  const isDial = message.includes(' logged in, ') || message.includes(' logged out, ')
  // A program before it is none of RouterOS.
  if (isDial && !message.includes(': ') && isAddress(wordAfter(message, ' from ')))
    return ['ppp', 'info', 'account']
  return message.includes(' in:') &&
    message.includes(' out:') &&
    message.includes('->') &&
    message.includes(', len ')
    ? ['firewall', 'info']
    : []
}

/** `user admin logged in from 192.0.2.7 via winbox`, `login failure for user admin from 192.0.2.7 via ssh`. */
function isAdministrator(message: string): boolean {
  const isSignIn =
    message.startsWith('login failure for user ') ||
    (message.startsWith('user ') &&
      (message.includes(' logged in from ') || message.includes(' logged out from ')))
  return isSignIn && message.includes(' via ')
}

const tunnels = ['l2tp', 'pptp', 'sstp', 'ovpn', 'pppoe']

/** `l2tp` of `<l2tp-alice>: authenticated`. */
function tunnelOf(message: string): string | undefined {
  if (message.charCodeAt(0) !== 60) return undefined
  const tunnel = message.slice(1, message.indexOf('-'))
  return tunnels.includes(tunnel) && message.includes('>: ') ? tunnel : undefined
}
