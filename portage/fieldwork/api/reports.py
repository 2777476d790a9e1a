"""The address of reports: those that I may read are got there, and a new one is posted."""

from .filing import FileReport
from .reading import Reports as ReadReports


class Reports(ReadReports, FileReport):
    """Reports: those that I may read; filing one."""
