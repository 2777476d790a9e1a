"""Everything that turns a contract's data and a model's articles into a document.

Pure: no database, no clock, no network, no file but our own. In one line:

    data.ContractData + articles.Article -> render.contract_html -> pool.render_pdf -> bytes (PDF/A-3a)

See docs/adr/0004-documents.md for the reasons, docs/operators/documents.md for fonts and limits.
"""
