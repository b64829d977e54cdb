"""The shape of a procedure file (手続定義ファイル), by theme; what other packages need of it stands here."""

from yakusho.forms.schema.acting import Acting, AgentKind
from yakusho.forms.schema.paper import Paper
from yakusho.forms.schema.procedure import PAGE_GIVES, Procedure
from yakusho.forms.schema.register import RegisterChecks
from yakusho.forms.schema.texts import Text

__all__ = ["PAGE_GIVES", "Acting", "AgentKind", "Paper", "Procedure", "RegisterChecks", "Text"]
