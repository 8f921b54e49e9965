"""REST for programs: the same actions as the screens, explicit types in and out, one file per resource."""
