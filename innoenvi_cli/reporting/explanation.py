"""Shows what a code, a criterion or a metric means, and what a kind of record holds."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from innoenvi_cli.findings import Severity
from innoenvi_cli.i18n import N_, message, translate, verbatim
from innoenvi_cli.method.gates import named
from innoenvi_cli.method.phases import BY_ID, phase_title
from innoenvi_cli.model.base import in_language
from innoenvi_cli.reporting.envelope import envelope
from innoenvi_cli.reporting.figures import SIGNS, as_number, figure
from innoenvi_cli.reporting.gate_words import SEVERITY_WORDS
from innoenvi_cli.reporting.issues import severity_word, unfilled
from innoenvi_cli.reporting.record_keys import keys_data, show_keys
from innoenvi_cli.reporting.sheet import row, show_sheet
from innoenvi_cli.rules import register_files, registers, templates

if TYPE_CHECKING:
    from innoenvi_cli.findings import Rule
    from innoenvi_cli.i18n import Language, Message
    from innoenvi_cli.method.metrics import Metric
    from innoenvi_cli.model.programme import Threshold
    from innoenvi_cli.reporting.issues import Format
    from innoenvi_cli.reporting.screen import Screen
    from innoenvi_cli.reporting.sheet import Row
    from innoenvi_cli.usecases.explain_code import CriterionUse, Explanation


def report_explanation(explanation: Explanation, screen: Screen, form: Format) -> None:
    """Write ``explanation`` in ``form``."""
    if form == "json":
        screen.machine(envelope("explain", explanation_data(explanation, screen.language)))
        return
    if explanation.rule is not None:
        _show_rule(explanation.rule, screen)
    for use in explanation.criteria:
        _show_criterion(use, screen)
    if explanation.codes:
        title = message(N_("Codes of what can be wrong in the records"))
        show_sheet(screen, title, [row(rule.code, message(rule.title)) for rule in explanation.codes])
    if len(explanation.metrics) > 1:
        title = message(N_("Metrics that criteria can rest on"))
        show_sheet(screen, title, [row(metric.name, message(metric.title)) for metric in explanation.metrics])
    elif explanation.metrics:
        metric = explanation.metrics[0]
        title = message(N_("metric {name}: {title}"), name=metric.name, title=message(metric.title))
        show_sheet(screen, title, _reads(metric))
    if explanation.record is not None:
        show_keys(explanation.record, screen)


def explanation_data(explanation: Explanation, language: Language) -> dict[str, Any]:
    """Return what ``explain --format json`` holds."""
    return {
        "word": explanation.word,
        "rules": [
            _rule_data(rule, language)
            for rule in (*((explanation.rule,) if explanation.rule is not None else ()), *explanation.codes)
        ],
        "criteria": [_criterion_data(use, language) for use in explanation.criteria],
        "metrics": [_metric_data(metric, language) for metric in explanation.metrics],
        "records": [keys_data(explanation.record, language)] if explanation.record is not None else [],
    }


def _show_rule(rule: Rule, screen: Screen) -> None:
    title = message(
        N_("{code}: {title} ({severity})"),
        code=rule.code,
        title=message(rule.title),
        severity=severity_word(rule.severity, screen.language),
    )
    show_sheet(
        screen,
        title,
        [
            row(message(N_("says")), unfilled(translate(rule.message, screen.language))),
            row(message(N_("way out")), unfilled(translate(rule.hint, screen.language))),
            row(message(N_("effect")), message(_effect(rule))),
            row(message(N_("why")), *translate(rule.explanation, screen.language).strip().splitlines()),
        ],
    )


_EFFECTS = {
    "error": N_("keeps every gate of the minicluster closed until it is mended"),
    "warning": N_("keeps no gate closed; check --strict counts it as an error"),
    "info": N_("is said for information"),
}


def _effect(rule: Rule) -> str:
    if rule in templates.RULES and rule.severity is Severity.ERROR:
        return N_("stops the documents that are made with it; keeps no gate closed")
    if rule in registers.RULES:
        return N_("keeps the row out of the records; the other rows are read in, and no gate is kept closed")
    if rule in register_files.RULES:
        return N_("keeps the whole file out of the records; nothing is changed, and no gate is kept closed")
    return _EFFECTS[rule.severity.value]


def _show_criterion(use: CriterionUse, screen: Screen) -> None:
    criterion, language = use.criterion, screen.language
    severity = message(SEVERITY_WORDS[criterion.severity])
    gate = message(
        N_("gate {number}, {title}: {severity}"),
        number=BY_ID[use.gate].number,
        title=phase_title(use.gate),
        severity=severity,
    )
    figures = [
        _figure(threshold, metric, language) for threshold, metric in zip(criterion.figures, use.metrics, strict=True)
    ]
    rows = [
        row(message(N_("stands in")), gate),
        row(message(N_("figures")), *figures),
        row(message(N_("way to meet it")), in_language(named(criterion.hint, "MINICLUSTER"), language)),
    ]
    rows += _reads(*(metric for metric in use.metrics if metric is not None))
    rows.append(row(message(N_("suspect")), _suspect(use)))
    show_sheet(screen, f"{criterion.id}: {in_language(criterion.label, language)}", rows)


def _figure(threshold: Threshold, metric: Metric | None, language: Language) -> Message:
    is_ratio = metric is not None and metric.is_ratio
    return message(
        N_("{title} ({metric}) {sign} {threshold}"),
        title=message(metric.title) if metric is not None else message(N_("unknown metric")),
        metric=threshold.metric,
        sign=SIGNS[threshold.compare],
        threshold=figure(threshold.threshold, language, is_ratio=is_ratio),
    )


def _reads(*metrics: Metric) -> list[Row]:
    """Return the row of the fields that ``metrics`` rest on, kind by kind."""
    fields: dict[str, dict[str, None]] = {}
    for metric in metrics:
        for kind, paths in metric.reads.items():
            fields.setdefault(kind, {}).update(dict.fromkeys(paths))
    words = [
        message(N_("{kind}: {fields}"), kind=kind, fields=tuple(_field(path) for path in paths))
        for kind, paths in fields.items()
    ]
    return [row(message(N_("judged on")), *words)]


def _field(path: str) -> Message:
    """Say how a field counts: ``history@.status`` only in items dated by then, ``financing?`` only as filled or not."""
    plain = path.replace("@", "").removesuffix("?")
    if path.endswith("?"):
        return message(N_("{field} (filled or not)"), field=plain)
    if "@" in path:
        return message(N_("{field} (entries up to the day)"), field=plain)
    return verbatim(plain)


def _suspect(use: CriterionUse) -> Message:
    if use.criterion.fixed or use.criterion.severity == "info":
        return message(N_("never: it is judged anew every time"))
    return message(N_("when one of these fields changes after the gate was passed, until innoenvi review"))


def _rule_data(rule: Rule, language: Language) -> dict[str, Any]:
    return {
        "code": rule.code,
        "severity": rule.severity.value,
        "title": translate(rule.title, language),
        "message": unfilled(translate(rule.message, language)),
        "hint": unfilled(translate(rule.hint, language)),
        "explanation": translate(rule.explanation, language),
    }


def _criterion_data(use: CriterionUse, language: Language) -> dict[str, Any]:
    criterion = use.criterion
    return {
        "id": criterion.id,
        "gate": use.gate,
        "severity": criterion.severity,
        "message": in_language(criterion.label, language),
        "hint": in_language(named(criterion.hint, "MINICLUSTER"), language),
        "waivable": not criterion.fixed,
        "figures": [
            {"metric": item.metric, "compare": item.compare, "threshold": as_number(item.threshold)}
            for item in criterion.figures
        ],
        "metrics": [_metric_data(metric, language) for metric in use.metrics if metric is not None],
    }


def _metric_data(metric: Metric, language: Language) -> dict[str, Any]:
    return {
        "name": metric.name,
        "title": translate(metric.title, language),
        "ratio": metric.is_ratio,
        "reads": {kind: list(paths) for kind, paths in metric.reads.items()},
    }
