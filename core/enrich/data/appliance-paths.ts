/**
 * Pieces of requests that exploit VPN appliances and that no client sends, lower-case, with what they exploit. From the
 * vendors' advisories and CISA's Known Exploited Vulnerabilities catalogue; pages that ordinary clients ask for, too
 * (`/remote/logincheck`, `/ssl-vpn/hipreport.esp`), are left out even where an exploit begins there.
 */
export const appliancePaths: readonly (readonly [piece: string, exploit: string])[] = [
  ['/remote/fgt_lang?lang=/../', 'CVE-2018-13379 (FortiOS)'],
  ['/dev/cmdb/sslvpn_websession', 'CVE-2018-13379 (FortiOS)'],
  ['/dana-na/../', 'CVE-2019-11510 (Pulse Connect Secure)'],
  ['/api/v1/totp/user-backup-code/../', 'CVE-2023-46805 (Ivanti Connect Secure)'],
  ['/api/v1/license/keys-status/;', 'CVE-2024-21887 (Ivanti Connect Secure)'],
  ['/dana-ws/saml20.ws', 'CVE-2024-21893 (Ivanti Connect Secure)'],
  ['/vpn/../vpns/', 'CVE-2019-19781 (Citrix ADC)'],
  ['/vpns/portal/scripts/newbm.pl', 'CVE-2019-19781 (Citrix ADC)'],
  ['/gwtest/formssso', 'CVE-2023-3519 (Citrix NetScaler)'],
  ['/unauth/%252e%252e/', 'CVE-2025-0108 (PAN-OS)'],
  ['/php/utils/createremoteappwebsession.php', 'CVE-2024-9474 (PAN-OS)'],
  ['/+cscot+/translation-table?type=mst', 'CVE-2020-3452 (Cisco ASA)'],
  ['/+cscot+/oem-customization?app=anyconnect', 'CVE-2020-3452 (Cisco ASA)'],
  ['/+cscou+/../', 'CVE-2018-0296 (Cisco ASA)'],
  ['/clients/mycrl', 'CVE-2024-24919 (Check Point)'],
  ['/cgi-bin/jarrewrite.sh', 'ShellShock (SonicWall SMA)'],
  ['/tmui/login.jsp/..;/', 'CVE-2020-5902 (F5 BIG-IP)'],
  ['/mgmt/tm/util/bash', 'CVE-2022-1388 (F5 BIG-IP)'],
]
