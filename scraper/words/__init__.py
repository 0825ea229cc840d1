"""The words of a language: what its articles call columns, headings and statuses (data files)."""
