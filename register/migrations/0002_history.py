from django.db import migrations

from audit.triggers import TrackRows


class Migration(migrations.Migration):
    """The history of every table of the register."""

    dependencies = [("register", "0001_initial"), ("audit", "0001_initial")]

    operations = [
        TrackRows("register_pupil"),
        TrackRows("register_statusperiod", pupil="pupil_id"),
        TrackRows("register_need", pupil="pupil_id"),
        TrackRows("register_contact", pupil="pupil_id"),
        TrackRows("register_profile", pupil="pupil_id"),
        TrackRows("register_note", pupil="pupil_id"),
        TrackRows("register_group"),
        TrackRows("register_groupadult"),
        TrackRows("register_groupmember", pupil="pupil_id"),
        TrackRows("register_classreading"),
        TrackRows("register_pupilgrant", pupil="content_object_id"),
        TrackRows("register_savedview"),
        TrackRows("register_registercolumns"),
    ]
