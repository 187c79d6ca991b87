"""All that imports Streamlit or speaks ASGI: the frame around every page, its filter bar, and the desks."""
