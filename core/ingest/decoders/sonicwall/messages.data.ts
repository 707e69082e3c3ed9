/**
 * SonicOS message ids (`m`) by what they tell, after the SonicOS Log Events reference guide; the classes and their ECS
 * values are those of Elastic's mapping. Ids of a class without a mapping there are left out.
 */
export const idsByClass = {
  'packet-dropped':
    '646 647 735 428 1473 1573 1576 41 46 347 590 714 1304 883 884 885 886 1448 1449 38 63 175 523 1254 1257 1433 28 ' +
    '522 910 1301 1302 1303 1429 1430 651 652 653 1253 683 690 694 1233 339 1436 48 181 580 708 709 887 888 889 890 ' +
    '891 892 893 894 895 896 1029 1030 1031 1384 1385 1628 1629',
  'connection-info':
    '734 45 815 182 188 597 598 1255 1256 1431 1458 1197 16 999 1001 1002 1003 1004 1005 1006 1081',
  'connection-start': '98',
  'connection-end': '537 36',
  'connection-denied': '1198 1199 1474 1475 173 524 712 713 760 14 797 798 58',
  'config-add': '1313 1599 440',
  'config-change':
    '1314 1600 1601 856 857 858 862 863 506 507 508 509 728 729 441 340 341 1269 1336 1339 1340 1432 1332 1382 1674',
  'config-change-failure': '1383',
  'config-delete': '1315 442',
  'config-info': '1590',
  'attack-blocked':
    '22 23 27 81 267 606 1376 1387 229 1099 446 527 528 538 790 609 864 898 901 1180 1366 1200 1201 1476 1477 1518 1519',
  'attack-detected':
    '82 83 177 178 179 1316 1373 1374 1375 1471 1098 1593 789 608 25 859 860 897 904 905 1213 1214 1369 1450 1451 ' +
    '1452 879 1363 546 548 1195',
  logout: '24 261 262 263 264 265 520 1008 1124',
  'login-success': '29 31 199 235 236 237 238 1080',
  'login-failure':
    '30 32 33 34 35 200 246 329 486 549 557 583 759 986 987 1035 1048 1117 1118 1119 1120 1121 1122 1123 1243 1517 ' +
    '1572 1585 1655 1672 243 244 245 744 745 746 747 748 749 750 751 753 754 755 756 757 988 989 990 991',
  'admin-account-changed': '328',
  'user-account-unlocked': '438 439 1571',
  'user-account-locked': '1570',
  'user-account-created': '558 1333',
  'user-account-deleted': '559 562 1158 1335',
  'user-account-disabled': '560 1157 1627',
  'user-account-enabled': '561',
  'user-account-changed': '1334 1341 1342 1337 1338',
  'user-account-change-failure': '1011',
  'session-start': '994 996 997',
  'session-end': '550 551 564 995 998',
  'malware-info': '794 795 796 123 124 125 159 408 482 1559 1560 1561 1562 1154 1155 793 1654',
  'internal-log-success': '1511 1513 1515 1046 1047 1392 1393 1049 1065 1494 1520 1565 1567 4 521 1495 1496',
  'internal-log-failure':
    '1512 1514 1516 93 94 95 164 599 600 601 573 574 1066 1160 1161 1268 1521 1566 1568 1636 1637 1149 1152 53 1107 1196',
} as const

export type MessageClass = keyof typeof idsByClass
