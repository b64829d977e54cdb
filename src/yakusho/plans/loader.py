"""From a ward's file to a `Plan` (計画の読み込み): every fault with its line, what is wrong, and how to mend it."""

from yakusho.kernel.data_files import read, read_lines
from yakusho.kernel.yaml_lines import Lines
from yakusho.plans.checks import plan_faults
from yakusho.plans.model import Plan


def load(text: str, source: str = "") -> Plan:
    """The plan in `text`; `source` names the file in error messages.

    Raises:
        Malformed: the text is not such a plan.
    """
    return read(text, Plan, source, plan_faults)


def load_lines(lines: Lines, source: str = "") -> Plan:
    """The plan in a text whose lines are known already.

    Raises:
        Malformed: the text is not such a plan.
    """
    return read_lines(lines, Plan, source, plan_faults)
