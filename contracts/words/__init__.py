"""The words of codes: what rules, verbs and records say by a code, people read here. Only words; no table is asked but by `journal`."""
