"""Every element of Streamlit that the board has or may come to have, labelled in Chinese: all else is Streamlit's."""

import datetime as dt

import numpy as np
import pandas as pd
import plotly.graph_objects as go
import pydeck as pdk
import streamlit as st

st.set_page_config(
    page_title="全部部件",
    layout="wide",
    menu_items={"About": "关于本页", "Get help": "https://127.0.0.1/", "Report a bug": "https://127.0.0.1/"},
)

DAYS = pd.date_range("2023-08-01", periods=90)
ROWS = pd.DataFrame(
    {
        "单位": ["南村镇", "西街街道", None] * 30,
        "日期": DAYS,
        "时间": DAYS + pd.Timedelta(hours=9),
        "数值": np.arange(90.0),
        "完成": [True, False, True] * 30,
        "进度": np.linspace(0, 1, 90),
        "链接": ["https://127.0.0.1/"] * 90,
        "列表": [["甲", "乙"]] * 90,
    }
)


@st.dialog("确认")
def ask() -> None:
    st.text_input("操作人", max_chars=10)
    if st.button("好"):
        st.rerun()


def fail() -> str:
    raise LookupError("secret_name")


def first_page() -> None:
    st.title("全部部件", help="说明文字", anchor="title")
    with st.sidebar:
        st.selectbox("侧栏选择", ["甲", "乙"], index=None)
    inputs()
    forms()
    data()
    charts()
    states()


def inputs() -> None:
    st.header("输入")
    st.selectbox("选择", ["甲", "乙"], index=None, help="说明", key="select")
    st.selectbox("可添加", ["甲", "乙"], index=None, accept_new_options=True, key="select_new")
    st.selectbox("无选项", [], key="select_none")
    st.multiselect("多选", ["甲", "乙", "丙"], default=["甲"], max_selections=1, key="multi")
    st.multiselect("多选可添加", ["甲", "乙"], accept_new_options=True, key="multi_new")
    st.radio("单选", ["甲", "乙"], horizontal=True)
    st.pills("胶囊", ["甲", "乙"], help="说明")
    st.segmented_control("分段", ["甲", "乙"])
    st.checkbox("勾选", help="说明")
    st.toggle("开关")
    st.slider("滑块", 0, 10, (2, 5))
    st.select_slider("月份滑块", ["2023-01", "2023-02", "2023-03"], ("2023-01", "2023-02"))
    st.number_input("数", 0, 10, 5, key="number")
    st.text_input("文字", max_chars=20, placeholder="请填写", key="text")
    st.text_input("密码", type="password", key="password")
    st.text_area("长文字", max_chars=50, key="area")
    st.date_input(
        "日期", dt.date(2023, 8, 31), min_value=dt.date(2023, 1, 1), max_value=dt.date(2023, 12, 31), key="day"
    )
    st.date_input("日期范围", (dt.date(2023, 8, 1), dt.date(2023, 8, 31)), key="days")
    st.time_input("时间", dt.time(8, 30), key="time")
    st.datetime_input("日期时间", dt.datetime(2023, 8, 31, 8, 30), key="moment")
    st.color_picker("颜色", key="color")
    st.feedback("stars", key="stars")
    st.feedback("thumbs", key="thumbs")
    st.camera_input("拍照", key="camera")
    st.audio_input("录音", key="audio")
    st.file_uploader("上传", type=["csv", "xlsx"], accept_multiple_files=True, key="files")
    st.file_uploader("上传一个", type=["csv"], max_upload_size=1, key="file")


def forms() -> None:
    st.header("表单")
    with st.form("form"):
        st.text_input("姓名", max_chars=10, key="name")
        st.text_area("说明", key="note")
        st.number_input("数量", 0, 10, key="amount")
        st.form_submit_button("提交")
    if st.button("打开对话框", key="open_dialog"):
        ask()
    if st.button("弹出通知", key="toast"):
        st.toast("已保存。" * 60, duration="infinite")
    if st.button("出错", key="fail"):
        fail()
    st.download_button("下载", "内容", file_name="内容.csv", key="download")
    st.download_button("下载不了", fail, file_name="内容.csv", on_click="ignore", key="download_fails")
    st.link_button("外部链接", "https://127.0.0.1/")
    with st.popover("更多", help="说明"):
        st.text_input("里面", key="inside")
    with st.expander("展开", icon=":material/info:"):
        st.markdown("里面的文字[^1]，`代码`，:material/check: 图标\n\n[^1]: 脚注")
    st.menu_button("菜单", ["甲", "乙"], key="menu")
    st.pagination(30, key="pages")


def data() -> None:
    st.header("数据")
    st.dataframe(ROWS, key="frame", on_select="rerun", selection_mode=["multi-row", "multi-column"])
    st.data_editor(
        ROWS,
        num_rows="dynamic",
        key="editor",
        column_config={
            "单位": st.column_config.SelectboxColumn(options=["南村镇", "西街街道"], required=True),
            "时间": st.column_config.DatetimeColumn(format="distance"),
            "进度": st.column_config.ProgressColumn(),
            "链接": st.column_config.LinkColumn(),
        },
    )
    st.table(ROWS.head(2))
    st.table(ROWS.head(0))
    st.json({"名": [1, 2, {"值": dt.date(2023, 8, 31).isoformat()}]}, expanded=1)
    st.code("select 1", language="sql")
    st.metric("指标", "5", "1", help="说明", border=True, chart_data=[1, 2, 3])


def charts() -> None:
    st.header("图")
    st.plotly_chart(go.Figure(go.Scatter(x=DAYS, y=ROWS["数值"], name="值")), key="plotly", alt="折线")
    st.plotly_chart(go.Figure(go.Box(y=ROWS["数值"], name="值")), key="box", alt="箱线")
    st.line_chart(ROWS.set_index("日期")["数值"])
    st.pydeck_chart(
        pdk.Deck(
            [pdk.Layer("ScatterplotLayer", [{"p": [112.85, 35.5]}], get_position="p", get_radius=100, pickable=True)],
            initial_view_state=pdk.ViewState(latitude=35.5, longitude=112.85, zoom=11),
            map_provider=None,
        )
    )


def states() -> None:
    st.header("状态")
    first, second = st.tabs(["甲", "乙"])
    first.success("成功")
    second.error("出错")
    with st.status("进行中", expanded=True):
        st.write("一步")
    st.progress(0.5, "一半")
    st.info("提示")


SCRIPT = "<script>document.title = 'ran'</script>"


def handed_in() -> None:
    """What people may hand in that would be a page of its own, were it opened in a browser."""
    st.title("文件")
    st.audio(SCRIPT.encode(), format="text/html")
    st.audio(f'<svg xmlns="http://www.w3.org/2000/svg">{SCRIPT}</svg>'.encode(), format="image/svg+xml")
    st.image(np.full((40, 60, 3), 128, dtype=np.uint8), caption="图片")
    st.download_button("下载网页", SCRIPT, "网页.html", "text/html", key="html")


pages = [st.Page(first_page, title="全部部件", default=True), st.Page(handed_in, title="文件", url_path="files")]
st.navigation({"": pages[:1], "其他": pages[1:]}).run()
