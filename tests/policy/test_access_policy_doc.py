from access.management.commands.policy import PAPER, printed


def test_the_printed_policy_is_the_one_in_force():
    """After a change of access/policy.py run `manage.py policy`."""
    assert PAPER.read_text(encoding="utf-8") == printed()
