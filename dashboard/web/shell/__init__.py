"""What the server puts around Streamlit: the page that starts the front end, its scripts in Chinese, headers."""
