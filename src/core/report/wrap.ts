// Breaks text into lines of a given width: at spaces, else inside C expressions, else anywhere.
//
// Promises: no line is wider than `width`; nothing is lost but the spaces at breaks.

/** Words that would overflow on their own are cut; lines after the first begin with `indent`. */
export function wrap(text: string, width: number, indent = ''): string[] {
  return fill(
    text.split(/\s+/).filter((word) => word !== ''),
    ' ',
    width,
    indent,
  );
}

/** For code in a narrow column: also breaks after `(` and `,`, and only where that is not enough after `->` and `.`. */
export function wrapCode(text: string, width: number, indent = ''): string[] {
  const parts = split(text, coarse).flatMap((part) =>
    part.trimEnd().length > width - indent.length ? split(part, fine) : [part],
  );
  return fill(parts, '', width, indent);
}

const coarse = /.+?(?:\(|,|&&|\|\||\s|$)\s*/g;
const fine = /.+?(?:->|\.|$)\s*/g;

function split(text: string, pattern: RegExp): readonly string[] {
  return text.match(pattern) ?? [text];
}

function fill(parts: readonly string[], glue: string, width: number, indent: string): string[] {
  const lines: string[] = [];
  let line = '';
  for (const part of parts) {
    const joined = line === '' || line === indent ? line + part : line + glue + part;
    if (joined.trimEnd().length <= width) {
      line = joined;
      continue;
    }
    if (line.trim() !== '') {
      lines.push(line.trimEnd());
      line = indent;
    }
    line += part;
    while (line.trimEnd().length > width) {
      lines.push(line.slice(0, width));
      line = indent + line.slice(width);
    }
  }
  if (line.trim() !== '') lines.push(line.trimEnd());
  return lines;
}
