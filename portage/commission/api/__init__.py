"""Commission for programs: same access and same verbs as the pages."""
