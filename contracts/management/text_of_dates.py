"""The report of explain_dates as a table for a terminal, in the operators' language, English."""

NOT_ADVICE = "These dates do not replace legal advice."


def as_text(report: dict) -> str:
    """The report as a table for a terminal, in English."""
    scale = report["notice_scale"]
    months = ", ".join(map(str, scale["months"]))
    rounding = ", to the end of a calendar month" if scale["to_month_end"] else ""
    lines = [
        f"{report['law']['code']}  {report['law']['name']}",
        f"{report['nature']} contract; notice by year begun: {months} months{rounding}",
        "",
    ]
    lines += _term_lines(report.get("terms"))
    lines += _notice_lines(report["notice"])
    for kind in ("warnings", "asks"):
        lines += [_finding_line(kind[:-1], one) for one in report[kind]]
    return "\n".join([*lines, NOT_ADVICE])


def _term_lines(rows: list[dict] | None) -> list[str]:
    if not rows:
        return []
    form = "{:>4}  {:<10}  {:<10}  {:<15}  {}"
    lines = [form.format("term", "first day", "last day", "last notice day", "rule of the notice")]
    for row in rows:
        why = _why(row["rules"]["last_notice_day"])
        ended = "" if row["opens"] else "  (does not open: notice served)"
        notice_day = row["last_notice_day"] or "none in time"
        lines.append(form.format(row["number"], row["first_day"], row["last_day"], notice_day, why + ended))
    return [*lines, ""]


def _notice_lines(notice: dict | None) -> list[str]:
    if notice is None:
        return []
    lines = [f"notice served on {notice['served_on']}: the contract ends on {notice['ends_on']}"]
    if "refuses_renewal_of_term" in notice:
        late = ", too late for the term in which it was served" if notice["late"] else ""
        lines.append(f"  it refuses the renewal of term {notice['refuses_renewal_of_term']}{late}")
    return [*lines, f"  {_why(notice['rules']['ends_on'])}", ""]


def _why(rule: dict) -> str:
    where = " ".join(filter(None, (rule["jurisdiction"], rule["article"])))
    plural = "" if rule["months"] == 1 else "s"
    ends = ", month end" + (f" ({rule['month_end_article']})" if rule["month_end_article"] else "")
    status = f", {rule['law']['status']}" if rule["jurisdiction"] else ""
    adopted = "contract adopts " if rule["origin"] == "model" else ""
    rounding = ends if rule["to_month_end"] else ""
    return f"year {rule['year_begun']}: {rule['months']} month{plural}{rounding}; {adopted}{where}{status}"


def _finding_line(kind: str, finding: dict) -> str:
    needed = ", ".join(f"{key} {value}" for key, value in finding["needed"].items() if value is not None)
    rule = finding["rule"] or {}
    where = " ".join(filter(None, (rule.get("jurisdiction"), rule.get("source"))))
    return f"{kind}: {finding['code']} ({needed})" + (f" [{where}]" if where else "")
