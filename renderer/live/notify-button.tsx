import { Bell, BellRing } from 'lucide-react'
import { useState } from 'react'
import { Button } from '../ui/button.tsx'

/** Asks whether incidents of high severity may be told of outside this page; gone where that is decided or cannot be. */
export function NotifyButton() {
  const [permission, setPermission] = useState(() =>
    'Notification' in globalThis ? Notification.permission : 'denied',
  )
  if (permission === 'denied') return undefined
  if (permission === 'granted')
    return (
      <span className="flex items-center gap-1 text-xs">
        <BellRing size={14} aria-hidden />
        Notifies of high severity
      </span>
    )
  return (
    <Button look="ghost" onClick={() => void Notification.requestPermission().then(setPermission)}>
      <Bell size={14} aria-hidden />
      Notify me
    </Button>
  )
}
