/**
 * What a screen or terminal obeys, reorders or does not draw: control characters (C0, DEL, C1), bidirectional controls,
 * zero-width and other default-ignorable characters, line and paragraph separators, interlinear annotations, lone
 * surrogates. Sources: Unicode TR36 (security considerations), CVE-2021-42574 (bidirectional controls), ECMA-48 (C1).
 */
const hidden = /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\p{Bidi_Control}\p{Default_Ignorable_Code_Point}\u{fff9}-\u{fffb}]/gu
/** Most texts have nothing to show, and this is quick to see. */
const harmless = /^[\x20-\x7e\n\t]*$/

/**
 * Text from a log, a file name or another program on one line as it is: what could steer a terminal, reverse the reading
 * order or hide is written as `\u202e`. For a value within a sentence: line feeds are shown too.
 */
export function visible(text: string): string {
  return text.replace(hidden, escapeUnits)
}

/** The same for text of several lines, such as a document: tabs and line feeds stay. JSON stays the same JSON. */
export function visibleLines(text: string): string {
  return harmless.test(text)
    ? text
    : text.replace(hidden, (found) => (found === '\n' || found === '\t' ? found : escapeUnits(found)))
}

/** JSON that means the same to a program and steers no terminal that shows it. */
export function visibleJson(value: unknown, indent = 0): string {
  return visibleLines(JSON.stringify(value, undefined, indent))
}

function escapeUnits(character: string): string {
  let escaped = ''
  for (let at = 0; at < character.length; at++)
    escaped += `\\u${character.charCodeAt(at).toString(16).padStart(4, '0')}`
  return escaped
}
