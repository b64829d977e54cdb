"""The worker's loop for attachments: one file at a time, beside the other steps."""

from yakusho.desk.attachments.actions import attachment_finish, attachment_take
from yakusho.desk.attachments.making import Making


class Bench:
    """Where the one file lies that is being copied now (作業台)."""

    def __init__(self) -> None:
        self._making: Making | None = None

    def step(self) -> int:
        """Finish what is done, or begin the next; answers how much was done."""
        if self._making is not None:
            if self._making.is_alive():
                return 0
            making, self._making = self._making, None
            attachment_finish(making.task, making.made)
            return 1
        task = attachment_take()
        if task is None:
            return 0
        self._making = Making(task)
        self._making.start()
        return 1

    def wait(self) -> None:
        """Wait until the file under way is copied."""
        if self._making is not None:
            self._making.join()


_bench = Bench()


def attachments_clean() -> int:
    """One step of the worker's loop."""
    return _bench.step()
