from django.urls import register_converter

from schools.school_year import SchoolYear


class SchoolYearInAddress:
    """2026 for 2026/27."""

    regex = "20[0-9]{2}"

    def to_python(self, value):
        return SchoolYear(int(value))

    def to_url(self, year):
        return str(year.start)


register_converter(SchoolYearInAddress, "school_year")
