"""Addresses that are not ours and therefore name no row of the policy table. Prefixes."""

FOREIGN: tuple[str, ...] = ()
