import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "trust_send.settings")
application = get_wsgi_application()

from trust_send.checks import refuse_to_start  # noqa: E402 - needs the settings read above

refuse_to_start()
