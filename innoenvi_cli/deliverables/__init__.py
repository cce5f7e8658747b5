"""Records → plain data → Markdown and workbooks. The only room that knows jinja2 and the workbook writer."""
