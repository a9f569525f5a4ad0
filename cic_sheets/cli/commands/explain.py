"""`cic explain`: what a rule means, why, and how to mend what it finds."""

from __future__ import annotations

import json

import click

from cic_sheets.cli.group import as_json, command
from cic_sheets.cli.words import lang, t


@command("explain")
@click.argument("code", required=False)
@as_json
def explain(code: str | None, as_json: bool) -> None:
    """A rule's meaning, reason, example, remedy and source; without a code, the list."""
    from cic_sheets.language import rule_sentences, severity_name
    from cic_sheets.language.explained import reason, source
    from cic_sheets.rules.run import every_rule

    rules = {rule.code: rule for rule in every_rule()}
    if code is None:
        pages = [_page(rule, lang()) for rule in rules.values()]
        click.echo(json.dumps(pages, ensure_ascii=False, indent=1) if as_json else _list(pages))
        return
    found = rules.get(code.strip().upper().replace("_", "-"))
    if found is None:
        from cic_sheets.values.names import nearest

        near = nearest(code, rules) or ""
        raise click.UsageError(t("no-such-rule", code=code, near=near))
    if as_json:
        click.echo(json.dumps(_page(found, lang()), ensure_ascii=False, indent=1))
        return
    sentences = rule_sentences(found, lang())
    click.echo(f"{found.code} — {severity_name(found.severity, lang())}\n")
    click.echo(f"{sentences.message}\n\n{t('explain.why')}\n{reason(found, lang())}\n")
    click.echo(f"{t('explain.remedy')}\n{sentences.remedy}\n")
    click.echo(f"{t('explain.source')} {source(found, lang())}")


def _page(rule: object, language: str) -> dict[str, str]:
    from cic_sheets.language import rule_sentences
    from cic_sheets.language.explained import reason, source
    from cic_sheets.schema.rules import Rule

    assert isinstance(rule, Rule)
    sentences = rule_sentences(rule, language)
    return {
        "code": rule.code,
        "severity": rule.severity.value,
        "message": sentences.message,
        "remedy": sentences.remedy,
        "reason": reason(rule, language),
        "source": source(rule, language),
    }


def _list(pages: list[dict[str, str]]) -> str:
    return "\n".join(f"{page['code']}  {page['severity']}  {page['message']}" for page in pages)


command = explain
