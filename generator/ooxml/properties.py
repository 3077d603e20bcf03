"""Core properties of an Office file: what it says about itself, with no clock involved."""

from dataclasses import dataclass
from datetime import UTC, datetime

from generator.ooxml.xml import DECLARATION, NAMESPACES, escape


@dataclass(frozen=True, slots=True)
class CoreProperties:
    """Core properties of one document; an empty one is left out.

    Attributes:
        created: Also written as the time of the last change; without a zone it counts as UTC.
    """

    title: str = ""
    subject: str = ""
    author: str = ""
    language: str = "vi-VN"
    keywords: str = ""
    created: datetime | None = None


def write_core_properties(properties: CoreProperties) -> str:
    """Return the core properties part."""
    written = {
        "dc:title": properties.title,
        "dc:subject": properties.subject,
        "dc:creator": properties.author,
        "cp:keywords": properties.keywords,
        "dc:language": properties.language,
    }
    prefixes = ("cp", "dc", "dcterms", "dcmitype", "xsi")
    names = " ".join(f'xmlns:{prefix}="{NAMESPACES[prefix]}"' for prefix in prefixes)
    body = "".join(f"<{tag}>{escape(text)}</{tag}>" for tag, text in written.items() if text)
    if properties.created:
        moment = _utc(properties.created).strftime("%Y-%m-%dT%H:%M:%SZ")
        for tag in ("dcterms:created", "dcterms:modified"):
            body += f'<{tag} xsi:type="dcterms:W3CDTF">{moment}</{tag}>'
    return f"{DECLARATION}<cp:coreProperties {names}>{body}</cp:coreProperties>"


def _utc(moment: datetime) -> datetime:
    return moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)
