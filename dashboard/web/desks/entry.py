"""What a person fills in on a page, kept like an upload: checked, one commit, in the record, to be undone."""

from collections.abc import Mapping

import streamlit as st

from dashboard.intake.entry import entered
from dashboard.intake.problems import ERROR
from dashboard.store.catalog import StoreError
from dashboard.store.lake import Author, DataChanged
from dashboard.text import plain
from dashboard.web.opener import open_lake, today


def keep_entry(name: str, row: Mapping[str, object], person: str, message: str) -> bool:
    """Commit one row of a dataset in a person's name; whether it stands. What is wrong with it is said on screen."""
    if not person.strip():
        st.warning("请填写姓名或科室。", icon=":material/person:")
        return False
    lake = open_lake()
    made = entered(lake, name, row, today())
    if made.errors:
        wrong = [f"{plain(each.column)}：{plain(each.message)}" for each in made.problems if each.severity == ERROR]
        st.error("  \n".join(["没有保存。", *wrong]), icon=":material/block:")
        return False
    if made.changes_nothing:
        st.info("与已保存的相同，没有变化。", icon=":material/check:")
        return False
    try:
        lake.commit([made.change(Author(person.strip(), made.file_name, made.sha256, message))])
    except DataChanged:
        st.warning("刚刚有人也改了这里的数据，请核对后再保存一次。", icon=":material/sync_problem:")
        return False
    except StoreError as error:
        st.error(str(error), icon=":material/block:")
        return False
    return True
