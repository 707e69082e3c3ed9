import type { Decoder } from '../decoder.ts'
import { awsClientVpn } from './aws-client-vpn.ts'
import { awsVpcFlow } from './aws-vpc-flow.ts'
import { azure } from './azure.ts'
import { cef } from './cef.ts'
import { cloudflare } from './cloudflare.ts'
import { leef } from './leef.ts'
import { zscalerZia } from './zscaler-zia.ts'
import { zscalerZpa } from './zscaler-zpa.ts'
import { csvDecoder } from './csv.ts'
import { jsonDecoder } from './json.ts'
import { cato } from './cato.ts'
import { ciscoAsa } from './cisco-asa.ts'
import { ciscoDuo } from './cisco-duo.ts'
import { ciscoFtd } from './cisco-ftd.ts'
import { ciscoIos } from './cisco-ios.ts'
import { ciscoIse } from './cisco-ise.ts'
import { ciscoMerakiAlerts } from './cisco-meraki-alerts.ts'
import { ciscoMeraki } from './cisco-meraki.ts'
import { ciscoVpn3000 } from './cisco-vpn3000.ts'
import { freeradiusDetail } from './freeradius-detail.ts'
import { freeradius } from './freeradius.ts'
import { microsoftNps } from './microsoft-nps.ts'
import { gcp } from './gcp.ts'
import { fortinet } from './fortinet.ts'
import { iptables } from './iptables.ts'
import { linuxAuth } from './linux-auth.ts'
import { linuxVpn } from './linux-vpn.ts'
import { openvpnStatus } from './openvpn-status.ts'
import { pfsense } from './pfsense.ts'
import { strongswan } from './strongswan.ts'
import { wireguard } from './wireguard.ts'
import { mikrotik } from './mikrotik.ts'
import { openvpn } from './openvpn.ts'
import { paloAlto } from './palo-alto.ts'
import { argus } from './argus.ts'
import { nfdump } from './nfdump.ts'
import { strata } from './strata.ts'
import { suricata } from './suricata.ts'
import { zeek } from './zeek.ts'
import { arrayAg } from './array-ag.ts'
import { ciscoFmc } from './cisco-fmc.ts'
import { clavister } from './clavister.ts'
import { clearpass } from './clearpass.ts'
import { rsaSecurid } from './rsa-securid.ts'
import { softether } from './softether.ts'
import { stormshield } from './stormshield.ts'
import { barracuda, barracudaStream } from './barracuda.ts'
import { checkPoint } from './check-point.ts'
import { f5BigIp, f5Telemetry } from './f5.ts'
import { juniperSrx } from './juniper-srx.ts'
import { netskope } from './netskope.ts'
import { netscaler } from './netscaler.ts'
import { netscreen } from './netscreen.ts'
import { pulseSecure } from './pulse-secure.ts'
import { productTable } from './product-table.ts'
import { signIns } from './sign-ins.ts'
import { sonicwall } from './sonicwall.ts'
import { sophosUtm } from './sophos-utm.ts'
import { sophosXg } from './sophos-xg.ts'
import { tailscale } from './tailscale.ts'
import { watchguard } from './watchguard.ts'
import { windowsTable } from './windows-table.ts'
import { windows } from './windows.ts'

/** Every format that can be read; one line a vendor family. */
export const decoders: readonly Decoder[] = [
  // Products that write JSON, before JSON itself: of equally sure formats the first is taken.
  zeek,
  suricata,
  awsClientVpn,
  azure,
  cloudflare,
  zscalerZia,
  zscalerZpa,
  barracudaStream,
  f5Telemetry,
  ciscoDuo,
  ciscoMerakiAlerts,
  windows,
  signIns,
  strata,
  tailscale,
  netskope,
  cato,
  awsVpcFlow,
  gcp,
  jsonDecoder(() => decoders),
  cef,
  leef,
  ciscoAsa,
  ciscoFtd,
  ciscoIos,
  ciscoIse,
  ciscoMeraki,
  ciscoVpn3000,
  freeradius,
  freeradiusDetail,
  microsoftNps,
  fortinet,
  paloAlto,
  openvpn,
  openvpnStatus,
  wireguard,
  strongswan,
  linuxVpn,
  pfsense,
  iptables,
  linuxAuth,
  mikrotik,
  argus,
  nfdump,
  arrayAg,
  barracuda,
  checkPoint,
  ciscoFmc,
  clavister,
  clearpass,
  f5BigIp,
  juniperSrx,
  netscaler,
  netscreen,
  pulseSecure,
  rsaSecurid,
  softether,
  sonicwall,
  sophosUtm,
  sophosXg,
  stormshield,
  watchguard,
  windowsTable,
  productTable,
  csvDecoder(() => decoders),
]
