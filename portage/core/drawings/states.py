"""Pictures of status arrows, drawn from the tables that the verbs obey: Mermaid text and a small SVG."""

from html import escape

from ..status import Arrows

WIDTH, HEIGHT, GAP, MARGIN = 150, 34, 22, 150


def mermaid(machine: Arrows) -> str:
    """The machine as a Mermaid state diagram: it begins at its first status and ends where no arrow leaves."""
    lines = ["stateDiagram-v2", f"    [*] --> {machine.statuses[0]}"]
    for source, targets in machine.table.items():
        lines += [f"    {source} --> {target}" for target in sorted(targets, key=machine.statuses.index)]
        if not targets:
            lines.append(f"    {source} --> [*]")
    return "\n".join(lines)


def corners(machine: Arrows) -> dict[str, tuple[int, int]]:
    """Upper left corner of each status, in pixels: one under the other, in the order of the table."""
    return {status: (MARGIN, 10 + number * (HEIGHT + GAP)) for number, status in enumerate(machine.statuses)}


def svg(machine: Arrows) -> str:
    """The machine as SVG: forward arrows bow to the right, those that lead back to the left. Colours are the reader's."""
    at = corners(machine)
    width, height = 2 * MARGIN + WIDTH, max(y for _, y in at.values()) + HEIGHT + 10
    arrows = [
        _arrow(at[source], at[target])
        for source, targets in machine.table.items()
        for target in sorted(targets, key=machine.statuses.index)
    ]
    boxes = [_box(status, at[status], end=not machine.table[status]) for status in machine.statuses]
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}" '
        f'role="img" aria-label="{escape(machine.name)}" '
        'fill="none" stroke="currentColor" font-family="sans-serif" font-size="13">'
    )
    tip = (
        '<defs><marker id="tip" viewBox="0 0 8 8" refX="8" refY="4" markerWidth="7" markerHeight="7" orient="auto">'
        '<path d="M0 0 8 4 0 8z" fill="currentColor" stroke="none"/></marker></defs>'
    )
    return "\n".join([head, tip, *arrows, *boxes, "</svg>"]) + "\n"


def _box(status: str, corner: tuple[int, int], *, end: bool) -> str:
    """A rounded box; an end has a thicker border."""
    x, y = corner
    thick = ' stroke-width="2.5"' if end else ""
    return (
        f'<rect x="{x}" y="{y}" width="{WIDTH}" height="{HEIGHT}" rx="8"{thick}/>'
        f'<text x="{x + WIDTH // 2}" y="{y + HEIGHT // 2 + 5}" text-anchor="middle" fill="currentColor" '
        f'stroke="none">{escape(status)}</text>'
    )


def _arrow(source: tuple[int, int], target: tuple[int, int]) -> str:
    """To the next status straight down; else a bow beside the boxes, the wider the longer. It leaves below the
    middle of its box and arrives above it."""
    (x, sy), (_, ty) = source, target
    steps = (ty - sy) // (HEIGHT + GAP)
    if steps == 1:
        path = f"M{x + WIDTH // 2} {sy + HEIGHT} V{ty}"
    else:
        side, out = (x + WIDTH, 1) if steps > 0 else (x, -1)
        bow = side + out * min(MARGIN * 4 // 3 - 8, 30 + 22 * abs(steps))
        start, end = sy + HEIGHT // 2 + 7, ty + HEIGHT // 2 - 7
        path = f"M{side} {start} C{bow} {start} {bow} {end} {side} {end}"
    return f'<path d="{path}" marker-end="url(#tip)"/>'


def page(machine: Arrows) -> str:
    """The Markdown page of a machine."""
    first, *_ = machine.statuses
    ends = [status for status, targets in machine.table.items() if not targets]
    moves = [
        f"| {source} | {', '.join(sorted(targets, key=machine.statuses.index)) or '(end)'} |"
        for source, targets in machine.table.items()
    ]
    return "\n".join(
        [
            f"# {machine.name.replace('_', ' ').capitalize()}",
            "",
            f"Begins as `{first}`; ends: {', '.join(f'`{end}`' for end in ends) or 'none'}. `manage.py draw_states` draws this page.",
            "",
            f"![The arrows]({machine.name}.svg)",
            "",
            "| status | may become |",
            "|---|---|",
            *moves,
            "",
            "```mermaid",
            mermaid(machine),
            "```",
            "",
        ]
    )
