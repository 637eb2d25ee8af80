"""An upload is cut off while it arrives."""

from django.conf import settings

from trust_send.uploads import StopsAtTheLimit

PIECE = b"x" * 65536


def test_no_more_than_the_limit_and_a_piece_is_handed_on():
    handler = StopsAtTheLimit()
    handler.new_file("file", "roll.csv", "text/csv", None)
    pieces = (handler.receive_data_chunk(PIECE, at * len(PIECE)) for at in range(3200))  # 200 MB
    kept = sum(len(piece) for piece in pieces if piece)
    assert settings.UPLOAD_LIMIT_BYTES < kept <= settings.UPLOAD_LIMIT_BYTES + 2 * len(PIECE)


def test_each_file_of_a_form_has_the_whole_limit():
    handler = StopsAtTheLimit()
    for _ in range(2):
        handler.new_file("file", "roll.csv", "text/csv", None)
        assert handler.receive_data_chunk(PIECE, 0) == PIECE
