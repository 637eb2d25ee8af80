"""How much of an upload is kept while it arrives."""

from django.conf import settings
from django.core.files.uploadhandler import FileUploadHandler


class StopsAtTheLimit(FileUploadHandler):
    """Hands on no more of a file than may be uploaded, and a little, so that the form can see that
    it was too large: 200 MB never reach the disk."""

    def __init__(self, request=None):
        super().__init__(request)
        self.seen = 0

    def new_file(self, *args, **kwargs):
        super().new_file(*args, **kwargs)
        self.seen = 0

    def receive_data_chunk(self, raw_data, start):
        before, self.seen = self.seen, self.seen + len(raw_data)
        return raw_data if before <= settings.UPLOAD_LIMIT_BYTES else None

    def file_complete(self, file_size):
        """The handlers after this one keep the file."""
        return None
