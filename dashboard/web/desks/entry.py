"""What a person enters on a page, kept like an upload: checked, one commit, in the record, to be undone."""

from collections.abc import Mapping

import streamlit as st

from dashboard.datasets import dataset
from dashboard.intake.entering import EntryProblem, enter
from dashboard.store.catalog import StoreError
from dashboard.store.lake import Author, DataChanged
from dashboard.text import plain
from dashboard.web.identity import NotAllowed, own_units, signed_for
from dashboard.web.opener import open_lake, today

#: The version of the dataset that the pressed form was drawn with.
SHOWN = "entry_shown"


def entry_button(label: str, name: str) -> bool:
    """The button of a form that enters a row of a dataset; whether it was pressed."""
    return st.form_submit_button(
        label,
        type="primary",
        icon=":material/check_circle:",
        on_click=lambda version: st.session_state.update({SHOWN: version}),
        args=(open_lake().version(name),),
    )


def keep_entry(name: str, row: Mapping[str, str], message: str) -> str | None:
    """Commit the row that a pressed form holds, in the visitor's name; what was done in words, None where nothing was.

    What is wrong with the row, or that somebody else was faster, is said on screen.
    """
    try:
        author = Author(signed_for(dataset(name)), message=message)
        made = enter(open_lake(), name, row, author, today(), st.session_state.pop(SHOWN), units=own_units())
    except DataChanged:
        st.warning(
            "这里的数据刚刚被别人更新，没有写入；上面是新的内容，请核对后再确认。", icon=":material/sync_problem:"
        )
        return None
    except (EntryProblem, StoreError, NotAllowed) as error:
        st.error(plain(error), icon=":material/block:")
        return None
    return "与现有内容相同，没有写入" if made.changes_nothing else "已入库，可在“数据·记录”中撤销"
