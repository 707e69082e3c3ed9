/**
 * Autonomous systems whose addresses do not tell where their users are:
 * - `relay`: privacy relays of consumer devices. Apple's iCloud Private Relay exits at Akamai, Cloudflare and Fastly
 *   (Apple, "Prepare your network or web server for iCloud Private Relay"); Cloudflare's is WARP's, too.
 * - `satellite`: operators whose ground stations and aircraft put a user down in another country (Panther's excuse).
 * - `security`: company web gateways and SASE, which choose the nearest point of presence, sometimes abroad
 *   (Microsoft, CloudAppSecurityDocs issue 661).
 * - `anonymiser`: consumer VPNs, their hosters, and organisations that run Tor exits.
 *
 * Numbers and names as announced in RouteViews and DB-IP, June 2026. What is here keeps its kind in `network-kinds.ts`:
 * to the models an anonymiser is a hosting provider.
 */
export const exits = {
  relay: { 'Akamai (Private Relay)': [36183], Cloudflare: [13335], Fastly: [54113] },
  satellite: {
    Starlink: [14593],
    Viasat: [7155, 16491, 40306, 40310, 40311, 46536],
    Hughes: [6621, 63062, 1358, 12440, 28613, 265705, 17648],
    Inmarsat: [31515, 25222, 31753, 152659],
    OneWeb: [800],
    Eutelsat: [34444],
    'SES Astra': [12684],
    Intelsat: [22351, 26243],
    'Gogo Business Aviation': [11167],
    'Panasonic Avionics': [64294, 394603],
  },
  security: {
    Zscaler: [22616, 53813, 53444, 62044, 62907],
    Netskope: [55256],
    'Cato Networks': [13150, 138627],
    'Palo Alto Networks': [54538],
    'Cisco Umbrella': [36692, 25605],
    Forcepoint: [44444, 42465, 13448, 43251],
    'Menlo Security': [62654],
    iboss: [137922, 396253, 202276],
  },
  anonymiser: {
    M247: [9009, 16247],
    Datacamp: [60068, 212238],
    'PacketHub (NordVPN)': [136787, 141039, 147049, 207137, 272096],
    'Mullvad, 31173 Services': [39351, 216025],
    'F.N.S. Holdings': [206092],
    'Cyberzone (Surfshark)': [209854],
    Proton: [62371, 199218, 208172, 209103],
    IVPN: [203619],
    Windscribe: [397540],
    'Performive (Private Internet Access)': [46562],
    'Emerald Onion (Tor)': [396507],
    'Quintex (Tor)': [62744],
    'Calyx (Tor)': [4224, 401370],
    'F3 Netze, Stiftung Erneuerbare Freiheit (Tor)': [205100, 60729],
  },
} as const satisfies Record<string, Record<string, readonly number[]>>
